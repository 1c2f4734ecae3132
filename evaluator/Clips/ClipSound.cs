using Avatar.Core.Media;
using Avatar.Engines.Audio;
using Avatar.Engines.Voices;

namespace Avatar.Evaluator.Clips;

/// <summary>A clip's sound, decoded, and what several metrics ask of it.</summary>
/// <param name="Full">At <see cref="FullRateHz"/>, mono.</param>
/// <param name="Heard">At <see cref="HeardRateHz"/>, mono.</param>
/// <param name="SpeechChunks">Which chunks of <see cref="VoiceActivity.ChunkSamples"/> of <paramref name="Heard"/> are speech or close to it.</param>
/// <param name="Speech">What is spoken of <paramref name="Heard"/>, without the silences.</param>
/// <param name="PitchHz">The pitch of <paramref name="Speech"/> every <see cref="PitchTracker.HopSamples"/>; 0 where there is no voice.</param>
internal sealed record ClipSound(float[] Full, float[] Heard, bool[] SpeechChunks, float[] Speech, float[] PitchHz)
{
    /// <summary>The sample rate for levels.</summary>
    public const int FullRateHz = 48000;

    /// <summary>The sample rate that the models hear at.</summary>
    public const int HeardRateHz = VoiceEars.SampleRateHz;

    private static readonly Resampler ToHeard = new(FullRateHz, HeardRateHz);

    /// <summary>How long it lasts.</summary>
    public double Seconds => (double)Full.Length / FullRateHz;

    /// <summary>Seconds of speech.</summary>
    public double SpeechSeconds => (double)Speech.Length / HeardRateHz;

    /// <summary>Decodes the sound of an audio or video file.</summary>
    /// <exception cref="Avatar.Core.Errors.InvalidInputException">There is no sound in it.</exception>
    public static async Task<ClipSound> ReadAsync(string path, VoiceEars ears, CancellationToken cancellationToken) =>
        Of(await RecordingReader.ReadAsync(path, FullRateHz, cancellationToken), ears);

    /// <summary>Takes samples at <see cref="FullRateHz"/>.</summary>
    public static ClipSound Of(float[] full, VoiceEars ears)
    {
        var heard = ToHeard.Resample(full);
        var chunks = SpeechOnly.Chunks(ears.Activity.Probabilities(heard));
        var speech = SpeechOnly.Of(heard, chunks);
        return new ClipSound(full, heard, chunks, speech, speech.Length < HeardRateHz / 2 ? [] : ears.Pitch.Track(speech));
    }

    /// <summary>A part of what is heard.</summary>
    public ReadOnlyMemory<float> Between(double startSeconds, double endSeconds)
    {
        var from = Math.Clamp((int)(startSeconds * HeardRateHz), 0, Heard.Length);
        return Heard.AsMemory(from, Math.Clamp((int)(endSeconds * HeardRateHz), from, Heard.Length) - from);
    }
}
