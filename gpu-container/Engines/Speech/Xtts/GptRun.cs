using Microsoft.ML.OnnxRuntime;

namespace Avatar.Engines.Speech.Xtts;

/// <summary>One text being read and spoken: what the language model remembers of it, in the memory of the device.</summary>
internal sealed class GptRun : IDisposable
{
    private const int Width = XttsGraphs.Width;
    private const int Memories = 2 * XttsGraphs.Layers;

    private readonly XttsGraphs _graphs;
    private readonly float[] _ones;
    private readonly OrtValue _nothing = OrtValue.CreateTensorValueFromMemory(Array.Empty<float>(), [1, XttsGraphs.Heads, 0, XttsGraphs.HeadSize]);
    private readonly OrtValue[] _inputs = new OrtValue[2 + Memories];
    private IDisposableReadOnlyCollection<OrtValue>? _last;
    private int _steps;

    /// <summary>Begins.</summary>
    /// <param name="graphs">The model.</param>
    /// <param name="mostSteps">How far it may go.</param>
    public GptRun(XttsGraphs graphs, int mostSteps)
    {
        _graphs = graphs;
        _ones = new float[mostSteps];
        Array.Fill(_ones, 1);
        Array.Fill(_inputs, _nothing);
    }

    /// <summary>A logit for every code that may follow; it holds until the next <see cref="Read"/>.</summary>
    public ReadOnlySpan<float> Logits => _last![0].GetTensorDataAsSpan<float>()[^XttsGraphs.Codes..];

    /// <summary>What the vocoder hears of the code that follows; it holds until the next <see cref="Read"/>.</summary>
    public ReadOnlySpan<float> Latent => _last![1].GetTensorDataAsSpan<float>()[^Width..];

    /// <summary>Reads on.</summary>
    /// <param name="rows">What is new, [n, 1024].</param>
    /// <param name="cancellationToken">Stops it.</param>
    public void Read(float[] rows, CancellationToken cancellationToken)
    {
        var count = rows.Length / Width;
        _steps += count;
        using var rowValue = OrtValue.CreateTensorValueFromMemory(rows, [1, count, Width]);
        using var maskValue = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, _ones.AsMemory(0, _steps), [1, _steps]);
        (_inputs[0], _inputs[1]) = (rowValue, maskValue);
        var next = _graphs.Read(_inputs, cancellationToken);
        _last?.Dispose();
        _last = next;
        for (var i = 2; i < _inputs.Length; i++) _inputs[i] = next[i];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _last?.Dispose();
        _nothing.Dispose();
    }
}
