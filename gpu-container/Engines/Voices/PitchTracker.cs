using Avatar.Engines.Onnx;
using Microsoft.ML.OnnxRuntime;

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

    private static readonly string[] Inputs = ["audio", "fmin", "fmax"];
    private static readonly string[] Outputs = ["pitch", "confidence"];

    private readonly InferenceSession _session = ModelSession.Open(Inputs, Outputs, "pitch", "swift_f0.onnx");
    private readonly RunOptions _run = new();

    /// <summary>The fundamental frequency in Hz every <see cref="HopSamples"/>; 0 where there is no voice.</summary>
    /// <param name="samples">At 16 kHz.</param>
    public float[] Track(ReadOnlySpan<float> samples)
    {
        using var audio = OrtValue.CreateTensorValueFromMemory(samples.ToArray(), [1, samples.Length]);
        using var lowest = OrtValue.CreateTensorValueFromMemory<float>([LowestHz], []);
        using var highest = OrtValue.CreateTensorValueFromMemory<float>([HighestHz], []);
        using var results = _session.Run(_run, Inputs, [audio, lowest, highest], Outputs);
        var pitch = results[0].GetTensorDataAsSpan<double>();
        var confidence = results[1].GetTensorDataAsSpan<float>();
        var f0 = new float[pitch.Length];
        for (var i = 0; i < f0.Length; i++)
            if (confidence[i] >= VoicedConfidence && pitch[i] is >= LowestHz and <= HighestHz)
                f0[i] = (float)pitch[i];
        return f0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _run.Dispose();
        _session.Dispose();
    }
}
