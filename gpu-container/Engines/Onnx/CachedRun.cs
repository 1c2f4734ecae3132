using System.Numerics;
using Microsoft.ML.OnnxRuntime;

namespace Avatar.Engines.Onnx;

/// <summary>
/// A language model that reads step by step: the keys and values of what it has read stay in the memory of the device. The graph takes rows, a mask of ones, and the caches; it gives what is
/// read here, and the caches.
/// </summary>
/// <typeparam name="TMask">The type of the mask's elements.</typeparam>
/// <param name="graph">The graph.</param>
/// <param name="nothing">A cache of nothing; disposed with the run.</param>
/// <param name="caches">The number of caches.</param>
/// <param name="mostRows">The most rows that it is to read.</param>
/// <param name="read">The outputs before the caches, all of which are read.</param>
internal sealed class CachedRun<TMask>(ModelGraph graph, OrtValue nothing, int caches, int mostRows, params string[] read) : IDisposable
    where TMask : unmanaged, INumberBase<TMask>
{
    private readonly OrtValue[] _inputs = [.. Enumerable.Repeat(nothing, 2 + caches)];
    private readonly TMask[] _mask = [.. Enumerable.Repeat(TMask.One, mostRows)];
    private IDisposableReadOnlyCollection<OrtValue>? _last;
    private int _length;

    /// <summary>The outputs of the last step; they hold until the next <see cref="Read"/>.</summary>
    /// <exception cref="InvalidOperationException">Nothing was read yet.</exception>
    public IReadOnlyList<OrtValue> Outputs => _last ?? throw new InvalidOperationException("Nothing was read yet.");

    /// <summary>Reads on.</summary>
    /// <param name="rows">What is new, [1, <paramref name="count"/>, width].</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="cancellationToken">Stops it between two steps of the graph.</param>
    public void Read(OrtValue rows, int count, CancellationToken cancellationToken)
    {
        _length += count;
        using var mask = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, _mask.AsMemory(0, _length), [1, _length]);
        (_inputs[0], _inputs[1]) = (rows, mask);
        var next = graph.RunOnDevice(_inputs, cancellationToken, read);
        _last?.Dispose();
        _last = next;
        for (var i = 0; i < caches; i++) _inputs[2 + i] = next[read.Length + i];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _last?.Dispose();
        nothing.Dispose();
    }
}
