using System.Numerics.Tensors;
using Avatar.Engines.Audio;
using Avatar.Engines.Speech.Marks;

namespace Avatar.Engines.Speech.Xtts;

/// <summary>
/// A recording as the two encoders hear it: after get_gpt_cond_latents, wav_to_mel_cloning and ResNetSpeakerEncoder of the original
/// (https://github.com/coqui-ai/TTS/blob/dev/TTS/tts/models/xtts.py and layers/xtts/hifigan_decoder.py).
/// </summary>
internal static class ReferenceSound
{
    /// <summary>The bands of <see cref="ConditioningMel"/>.</summary>
    public const int ConditioningBands = 80;

    /// <summary>The bands of <see cref="SpeakerMel"/>.</summary>
    public const int SpeakerBands = 64;

    private const int ConditioningHz = 22050;
    private const int SpeakerHz = 16000;
    private const int MostSeconds = 30;
    private const int ChunkSeconds = 6;
    private const double LeastChunkSeconds = 0.33;
    private const float Preemphasis = 0.97f;
    private const float LeastPower = 1e-5f;

    private static readonly Resampler ToConditioning = new(SpeechAssembler.SampleRateHz, ConditioningHz);
    private static readonly Resampler ToSpeaker = new(SpeechAssembler.SampleRateHz, SpeakerHz);
    private static readonly MelSpectrogram Conditioning = new(2048, 1024, 0.5, 256, new MelBands(MelScale.Htk, ConditioningBands, 8000, ConditioningHz / 2048.0, areOfEqualArea: true));
    private static readonly MelSpectrogram Speaker = new(512, 400, 0.54, 160, new MelBands(MelScale.Htk, SpeakerBands, SpeakerHz / 2.0, SpeakerHz / 512.0, areOfEqualArea: false));

    /// <summary>What the conditioning encoder hears: the first 30 s in chunks of 6 s, the length that it was trained with.</summary>
    /// <param name="recording">Mono at <see cref="SpeechAssembler.SampleRateHz"/>, 0.33 s or more.</param>
    /// <param name="scale">What each of the 80 bands is divided by.</param>
    /// <returns>Logarithmic mel spectrograms, [80, frames] each.</returns>
    public static IEnumerable<float[]> ConditioningMel(float[] recording, float[] scale)
    {
        var sound = ToConditioning.Resample(First(recording));
        for (var start = 0; sound.Length - start >= LeastChunkSeconds * ConditioningHz; start += ChunkSeconds * ConditioningHz)
        {
            var mel = Conditioning.Compute(sound.AsSpan(start, Math.Min(ChunkSeconds * ConditioningHz, sound.Length - start)));
            TensorPrimitives.Max(mel, LeastPower, mel);
            TensorPrimitives.Log(mel, mel);
            var frames = mel.Length / ConditioningBands;
            for (var band = 0; band < ConditioningBands; band++)
            {
                var row = mel.AsSpan(band * frames, frames);
                TensorPrimitives.Divide(row, scale[band], row);
            }

            yield return mel;
        }
    }

    /// <summary>What the speaker encoder hears of the first 30 s; it takes logarithms itself.</summary>
    /// <param name="recording">Mono at <see cref="SpeechAssembler.SampleRateHz"/>, 0.33 s or more.</param>
    /// <returns>[64, frames]</returns>
    public static float[] SpeakerMel(float[] recording)
    {
        var sound = ToSpeaker.Resample(First(recording));
        var bright = new float[sound.Length];
        // Mirrored at the start: before the first sample is the second one.
        bright[0] = sound[0] - Preemphasis * sound[1];
        for (var i = 1; i < sound.Length; i++) bright[i] = sound[i] - Preemphasis * sound[i - 1];
        return Speaker.Compute(bright);
    }

    private static ReadOnlySpan<float> First(float[] recording) => recording.AsSpan(0, Math.Min(recording.Length, MostSeconds * SpeechAssembler.SampleRateHz));
}
