using Avatar.Engines.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace Avatar.Engines.Speech.Xtts;

/// <summary>One text being read and spoken: what the language model remembers of it.</summary>
/// <param name="run">The model's run; disposed with this.</param>
internal sealed class GptRun(CachedRun<float> run) : IDisposable
{
    private const int Width = XttsGraphs.Width;

    /// <summary>A logit for every code that may follow; it holds until the next <see cref="Read"/>.</summary>
    public ReadOnlySpan<float> Logits => run.Outputs[0].GetTensorDataAsSpan<float>()[^XttsGraphs.Codes..];

    /// <summary>What the vocoder hears of the code that follows; it holds until the next <see cref="Read"/>.</summary>
    public ReadOnlySpan<float> Latent => run.Outputs[1].GetTensorDataAsSpan<float>()[^Width..];

    /// <summary>Reads on.</summary>
    /// <param name="rows">What is new, [n, 1024].</param>
    /// <param name="cancellationToken">Stops it.</param>
    public void Read(float[] rows, CancellationToken cancellationToken)
    {
        var count = rows.Length / Width;
        using var value = OrtValue.CreateTensorValueFromMemory(rows, [1, count, Width]);
        run.Read(value, count, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => run.Dispose();
}
