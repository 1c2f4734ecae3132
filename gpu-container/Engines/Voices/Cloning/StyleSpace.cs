using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Avatar.Core.Installation;
using Avatar.Engines.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace Avatar.Engines.Voices.Cloning;

/// <summary>
/// The timbre half of Kokoro's styles as coordinates z, of unit spread, the ones that vary most first (<c>models/speech/voice_fit.onnx</c>).
/// Thread-safe.
/// </summary>
internal sealed class StyleSpace : IDisposable
{
    /// <summary>The number of coordinates, and the length of a timbre.</summary>
    public const int Dimensions = 128;

    private static readonly string[] Inputs = ["z", "log_f0", "target"];
    private static readonly string[] Outputs = ["style", "similarity"];

    private readonly InferenceSession _session = ModelSession.Open(Inputs, Outputs, "speech", "voice_fit.onnx");
    private readonly RunOptions _run = new();
    private readonly float[] _inverse = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(ProductFiles.Model("speech", "voice_fit_inverse.f32"))).ToArray();

    /// <summary>Points of the space as timbres, and how alike a guess, 0.1 to 0.2 too high, holds them and a speaker.</summary>
    /// <param name="z">One point after the other.</param>
    /// <param name="speaker">The speaker; the points speak at the same pitch.</param>
    public (float[] Timbres, float[] Similarities) Guess(float[] z, SpeakerPrint speaker)
    {
        using var zValue = OrtValue.CreateTensorValueFromMemory(z, [z.Length / Dimensions, Dimensions]);
        using var f0Value = OrtValue.CreateTensorValueFromMemory<float>([(float)speaker.LogF0], [1]);
        using var targetValue = OrtValue.CreateTensorValueFromMemory(speaker.Embedding, [speaker.Embedding.Length]);
        using var results = _session.Run(_run, Inputs, [zValue, f0Value, targetValue], Outputs);
        return (results[0].GetTensorDataAsSpan<float>().ToArray(), results[1].GetTensorDataAsSpan<float>().ToArray());
    }

    /// <summary>The point of a timbre.</summary>
    public float[] PointOf(ReadOnlySpan<float> timbre)
    {
        var centred = new float[Dimensions];
        TensorPrimitives.Subtract(timbre, _inverse.AsSpan(0, Dimensions), centred);
        var z = new float[Dimensions];
        for (var i = 0; i < Dimensions; i++) z[i] = TensorPrimitives.Dot(_inverse.AsSpan((i + 1) * Dimensions, Dimensions), centred);
        return z;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _run.Dispose();
        _session.Dispose();
    }
}
