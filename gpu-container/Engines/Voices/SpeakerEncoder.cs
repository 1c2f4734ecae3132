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

    private static readonly GraphContract Contract = new([TensorSpec.Float("waveform", -1)], [TensorSpec.Float("embedding", EmbeddingLength)]);

    private readonly ModelGraph _graph = ModelGraph.Open(Contract, "speaker", "speaker_encoder.onnx");

    /// <summary>The speaker's embedding, of unit length; the cosine of two is how alike they sound.</summary>
    /// <param name="speech">At 16 kHz, without its silences; at least 0.5 s.</param>
    public float[] Embed(ReadOnlySpan<float> speech)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(speech.Length, SampleRateHz / 2);
        var samples = Sound.AtLevel(speech, LevelDb);
        using var value = OrtValue.CreateTensorValueFromMemory(samples, [samples.Length]);
        using var results = _graph.Run(value);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }

    /// <inheritdoc/>
    public void Dispose() => _graph.Dispose();
}
