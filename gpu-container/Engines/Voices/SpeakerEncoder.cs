using Avatar.Engines.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace Avatar.Engines.Voices;

/// <summary>
/// Tells who speaks: Resemblyzer's encoder (generalized end-to-end loss, https://arxiv.org/abs/1710.10467). Thread-safe.
/// </summary>
internal sealed class SpeakerEncoder : IDisposable
{
    /// <summary>The sample rate it hears at.</summary>
    public const int SampleRateHz = 16000;

    /// <summary>The length of an embedding.</summary>
    public const int EmbeddingLength = 256;

    // Its mel bands are not logarithmic, so loudness matters: it was trained on speech at this level.
    private const double LevelDb = -30;

    private static readonly string[] Inputs = ["waveform"];
    private static readonly string[] Outputs = ["embedding"];

    private readonly InferenceSession _session = ModelSession.Open(Inputs, Outputs, "speaker", "speaker_encoder.onnx");
    private readonly RunOptions _run = new();

    /// <summary>The speaker's embedding, of unit length; the cosine of two is how alike they sound.</summary>
    /// <param name="speech">At 16 kHz, without its silences; at least 0.5 s.</param>
    public float[] Embed(ReadOnlySpan<float> speech)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(speech.Length, SampleRateHz / 2);
        var samples = Sound.AtLevel(speech, LevelDb);
        using var value = OrtValue.CreateTensorValueFromMemory(samples, [samples.Length]);
        using var results = _session.Run(_run, Inputs, [value], Outputs);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _run.Dispose();
        _session.Dispose();
    }
}
