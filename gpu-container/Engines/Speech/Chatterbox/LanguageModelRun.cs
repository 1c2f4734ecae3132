using Avatar.Engines.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace Avatar.Engines.Speech.Chatterbox;

/// <summary>One speech being written: what the language model has read. Its keys and values stay in the memory of the device.</summary>
/// <param name="graph">The language model.</param>
/// <param name="file">Its file.</param>
/// <param name="mostRows">The most that it is to read.</param>
internal sealed class LanguageModelRun(ModelGraph graph, LanguageModelFile file, int mostRows) : IDisposable
{
    private readonly OrtValue _nothing = file.EmptyCache();
    private readonly OrtValue[] _inputs = new OrtValue[2 + LanguageModelFile.Caches];
    private readonly long[] _mask = Ones(mostRows);
    private IDisposableReadOnlyCollection<OrtValue>? _last;
    private int _length;

    /// <summary>Reads on.</summary>
    /// <param name="embeddings">[1, <paramref name="rows"/>, 1024].</param>
    /// <param name="rows">Their number.</param>
    /// <param name="cancellationToken">Stops it between two steps of the graph.</param>
    /// <returns>A value for each token that may follow. They hold until the next call, and may be changed.</returns>
    public Span<float> Read(OrtValue embeddings, int rows, CancellationToken cancellationToken)
    {
        _length += rows;
        using var mask = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, _mask.AsMemory(0, _length), [1, _length]);
        (_inputs[0], _inputs[1]) = (embeddings, mask);
        for (var i = 0; i < LanguageModelFile.Caches; i++) _inputs[2 + i] = _last?[1 + i] ?? _nothing;
        var next = graph.RunOnDevice(_inputs, cancellationToken, "logits");
        _last?.Dispose();
        _last = next;
        return next[0].GetTensorMutableDataAsSpan<float>()[^SpeechTokens.Logits..];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _last?.Dispose();
        _nothing.Dispose();
    }

    private static long[] Ones(int count)
    {
        var ones = new long[count];
        Array.Fill(ones, 1);
        return ones;
    }
}
