using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Avatar.Core.Errors;
using Avatar.Core.Media;
using Avatar.Core.Voices;
using Avatar.Engines.Audio;

namespace Avatar.Engines.Voices.Reference;

/// <summary>A person's speech, cleaned and measured.</summary>
/// <param name="Samples">At <see cref="SampleRateHz"/>, without the silences, at an even level.</param>
/// <param name="Embedding">The speaker's embedding.</param>
/// <param name="Pitch">The pitch.</param>
/// <param name="Description">What is kept of it in the profile.</param>
internal sealed record ReferenceSpeech(float[] Samples, float[] Embedding, PitchStatistics Pitch, VoiceReference Description)
{
    /// <summary>The sample rate of what is kept.</summary>
    public const int SampleRateHz = 24000;

    /// <summary>The least speech a voice can be learned from.</summary>
    public const double LeastSeconds = 3;

    private const double MostSeconds = 60;
    private const double LevelDb = -24;
    private const double SilenceDb = -55;
    private const float ClippedLevel = 0.985f;
    private const double MostClipped = 0.01;
    private const double LeastVoiced = 0.25;
    private const double LeastAboveNoiseDb = 8;
    private const double OtherSpeakerShare = 0.2;
    private const double OtherSpeakerSimilarity = 0.72;

    /// <summary>Reads recordings of one person and keeps the speech in them.</summary>
    /// <exception cref="InvalidInputException">A file can't be read, or they are not enough of one person's clean speech; the message says what would do.</exception>
    public static async Task<ReferenceSpeech> ReadAsync(VoiceEars ears, IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        if (files.Count == 0) throw new InvalidInputException("file", "A voice needs a recording: give one or more audio or video files.");
        var resampler = new Resampler(SampleRateHz, VoiceEars.SampleRateHz);
        var (kept, heard) = (new List<float>(), new List<float>());
        foreach (var file in files)
        {
            var samples = await RecordingReader.ReadAsync(file, SampleRateHz, cancellationToken);
            var at16Khz = resampler.Resample(samples);
            var chunks = SpeechOnly.Chunks(ears.Activity.Probabilities(at16Khz));
            CheckSound(file, at16Khz, chunks);
            const int KeptChunk = VoiceActivity.ChunkSamples * SampleRateHz / VoiceEars.SampleRateHz;
            for (var chunk = 0; chunk < chunks.Length && kept.Count < MostSeconds * SampleRateHz; chunk++)
            {
                if (!chunks[chunk]) continue;
                kept.AddRange(samples.AsSpan(chunk * KeptChunk, KeptChunk));
                heard.AddRange(at16Khz.AsSpan(chunk * VoiceActivity.ChunkSamples, VoiceActivity.ChunkSamples));
            }
        }

        return Measure(ears, kept.ToArray(), heard.ToArray(), string.Join(", ", files));
    }

    private static ReferenceSpeech Measure(VoiceEars ears, float[] kept, float[] heard, string source)
    {
        var seconds = (double)kept.Length / SampleRateHz;
        if (seconds < LeastSeconds)
            throw new InvalidInputException(
                "file", $"{source}: {seconds:0.0} s of speech, at least {LeastSeconds:0} s are needed. Give a recording in which the person speaks for 6 to 60 s.");
        var track = ears.Pitch.Track(heard);
        var voiced = track.Count(hz => hz > 0) / (double)track.Length;
        if (voiced < LeastVoiced || PitchStatistics.Of(track) is not { } pitch)
            throw new InvalidInputException("file", $"{source}: hardly any of it is a clear voice. Give speech without music, whispering or heavy noise.");
        var split = SpeakerCheck.Of(ears.Speaker, heard);
        if (split.Share >= OtherSpeakerShare && split.Similarity < OtherSpeakerSimilarity)
            throw new InvalidInputException("file", $"{source}: more than one person seems to speak. Give recordings in which only the owner of the voice speaks.");

        var rms = TensorPrimitives.Norm<float>(kept) / Math.Sqrt(kept.Length);
        TensorPrimitives.Multiply(kept, (float)(Math.Pow(10, LevelDb / 20) / rms), kept);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(kept.AsSpan())));
        var rate = SpeakingRate.SyllablesPerSecond(heard, track);
        return new ReferenceSpeech(kept, ears.Speaker.Embed(heard), pitch, new VoiceReference(sha256, seconds, pitch.MeanHz, pitch.Spread, rate));
    }

    private static void CheckSound(string file, float[] samples, bool[] speech)
    {
        if (Db(TensorPrimitives.SumOfSquares<float>(samples) / samples.Length) < SilenceDb)
            throw new InvalidInputException("file", $"{file} is silent or nearly so: record closer to the microphone.");
        var (clipped, spoken, spokenPower, quiet) = (0, 0, 0.0, new List<double>());
        for (var chunk = 0; chunk < speech.Length; chunk++)
        {
            var sound = samples.AsSpan(chunk * VoiceActivity.ChunkSamples, VoiceActivity.ChunkSamples);
            var power = TensorPrimitives.SumOfSquares<float>(sound) / sound.Length;
            quiet.Add(power);
            if (!speech[chunk]) continue;
            spoken++;
            spokenPower += power;
            foreach (var sample in sound)
                if (Math.Abs(sample) >= ClippedLevel)
                    clipped++;
        }

        if (spoken == 0)
            throw new InvalidInputException("file", $"Nobody speaks in {file}: give a recording in which the person speaks for 6 to 60 s.");
        if (clipped > MostClipped * spoken * VoiceActivity.ChunkSamples)
            throw new InvalidInputException("file", $"{file} is clipped ({100.0 * clipped / (spoken * VoiceActivity.ChunkSamples):0.0} % of the speech): record at a lower level.");
        quiet.Sort();
        var aboveNoise = Db(spokenPower / spoken) - Db(quiet[quiet.Count / 20]);
        if (aboveNoise < LeastAboveNoiseDb)
            throw new InvalidInputException("file", $"{file}: the voice is only {aboveNoise:0} dB above music or noise, at least {LeastAboveNoiseDb:0} are needed. Record in a quiet room.");
    }

    private static double Db(double power) => 10 * Math.Log10(power + 1e-12);
}
