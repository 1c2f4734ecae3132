using Avatar.Engines.Onnx;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Avatar.Engines.Voices;

/// <summary>The melody of a voice: SwiftF0 (https://arxiv.org/abs/2508.18440). Thread-safe.</summary>
internal sealed class PitchTracker : IDisposable
{
    /// <summary>The sample rate it hears at.</summary>
    public const int SampleRateHz = 16000;

    /// <summary>Samples between two values.</summary>
    public const int HopSamples = 256;

    private const float LowestHz = 55;
    private const float HighestHz = 450;
    private const float VoicedConfidence = 0.5f;

    private static readonly GraphContract Contract = new(
        [TensorSpec.Float("audio", 1, -1), TensorSpec.Float("fmin"), TensorSpec.Float("fmax")],
        [new TensorSpec("pitch", TensorElementType.Double, [1, -1]), TensorSpec.Float("confidence", 1, -1)]);

    private readonly ModelGraph _graph = ModelGraph.Open(Contract, "pitch", "swift_f0.onnx");

    /// <summary>The fundamental frequency in Hz every <see cref="HopSamples"/>; 0 where there is no voice.</summary>
    /// <param name="samples">At 16 kHz.</param>
    public float[] Track(ReadOnlySpan<float> samples)
    {
        using var audio = OrtValue.CreateTensorValueFromMemory(samples.ToArray(), [1, samples.Length]);
        using var lowest = OrtValue.CreateTensorValueFromMemory<float>([LowestHz], []);
        using var highest = OrtValue.CreateTensorValueFromMemory<float>([HighestHz], []);
        using var results = _graph.Run(audio, lowest, highest);
        var pitch = results[0].GetTensorDataAsSpan<double>();
        var confidence = results[1].GetTensorDataAsSpan<float>();
        var f0 = new float[pitch.Length];
        for (var i = 0; i < f0.Length; i++)
            if (confidence[i] >= VoicedConfidence && pitch[i] is >= LowestHz and <= HighestHz)
                f0[i] = (float)pitch[i];
        return f0;
    }

    /// <inheritdoc/>
    public void Dispose() => _graph.Dispose();
}
