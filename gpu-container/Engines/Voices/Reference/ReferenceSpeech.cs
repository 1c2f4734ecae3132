using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Avatar.Core.Errors;
using Avatar.Core.Media;
using Avatar.Core.Voices;
using Avatar.Engines.Audio;
using Avatar.Engines.Voices.Utterances;

namespace Avatar.Engines.Voices.Reference;

/// <summary>A person's speech, cleaned and measured.</summary>
/// <param name="Samples">At <see cref="SampleRateHz"/>, without the silences, at an even level.</param>
/// <param name="Embedding">The speaker's embedding.</param>
/// <param name="Pitch">The pitch.</param>
/// <param name="Description">What is kept of it in the profile.</param>
internal sealed record ReferenceSpeech(float[] Samples, float[] Embedding, PitchStatistics Pitch, VoiceReference Description)
{
    /// <summary>The sample rate of what is kept.</summary>
    public const int SampleRateHz = UtteranceReader.SampleRateHz;

    /// <summary>The least speech a voice can be learned from.</summary>
    public const double LeastSeconds = 3;

    private const double LevelDb = -24;
    private const double MostOthersShare = 0.2;

    /// <summary>Reads recordings of one person and keeps the speech in them; where there is more than a minute, the best of it.</summary>
    /// <exception cref="InvalidInputException">A file can't be read, or they are not enough of one person's clean speech; the message says what would do.</exception>
    public static async Task<ReferenceSpeech> ReadAsync(VoiceEars ears, IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        if (files.Count == 0) throw new InvalidInputException("file", "A voice needs a recording: give one or more audio or video files.");
        var recordings = await new RecordingListener(ears, RecordingLimit.OfVoices).ListenAsync(files, null, cancellationToken);
        var (utterances, othersShare) = BestSpeech.OfMainVoice([.. recordings.SelectMany(recording => recording.Utterances)]);
        var source = string.Join(", ", files);
        if (othersShare >= MostOthersShare)
            throw new InvalidInputException("file", $"{source}: more than one person seems to speak. {UtteranceFault.OtherVoice.WayOut()}");
        BestSpeech.CheckEnough(utterances, utterance => utterance.SpeechSeconds, LeastSeconds, source);
        var best = BestSpeech.OfAll(utterances).Where(utterance => utterance.Fault is null).ToList();

        var resampler = new Resampler(SampleRateHz, VoiceEars.SampleRateHz);
        var (kept, heard) = (new List<float>(), new List<float>());
        foreach (var ofFile in best.GroupBy(utterance => utterance.Recording))
        {
            var pieces = await UtteranceReader.ReadAsync(files[ofFile.Key], [.. ofFile], RecordingLimit.OfVoices, cancellationToken);
            foreach (var (utterance, piece) in ofFile.Zip(pieces))
            {
                kept.AddRange(SpeechOnly.Of(piece, utterance.Spoken, UtteranceReader.ChunkSamples));
                heard.AddRange(SpeechOnly.Of(resampler.Resample(piece), utterance.Spoken));
            }
        }

        return Measure(ears, [.. kept], [.. heard]);
    }

    private static ReferenceSpeech Measure(VoiceEars ears, float[] kept, float[] heard)
    {
        var track = ears.Pitch.Track(heard);
        // Every utterance has some voice in it.
        var pitch = PitchStatistics.Of(track)!.Value;
        var samples = Sound.AtLevel(kept, LevelDb);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(samples.AsSpan())));
        var rate = SpeakingRate.SyllablesPerSecond(heard, track);
        return new ReferenceSpeech(
            samples, ears.Speaker.Embed(heard), pitch, new VoiceReference(sha256, (double)samples.Length / SampleRateHz, pitch.MeanHz, pitch.Spread, rate));
    }
}
