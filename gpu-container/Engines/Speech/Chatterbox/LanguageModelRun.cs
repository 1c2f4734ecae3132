using Avatar.Engines.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace Avatar.Engines.Speech.Chatterbox;

/// <summary>One speech being written: what the language model has read.</summary>
/// <param name="graph">The language model.</param>
/// <param name="file">Its file.</param>
/// <param name="mostRows">The most that it is to read.</param>
internal sealed class LanguageModelRun(ModelGraph graph, LanguageModelFile file, int mostRows) : IDisposable
{
    private readonly CachedRun<long> _run = new(graph, file.EmptyCache(), LanguageModelFile.Caches, mostRows, "logits");

    /// <summary>Reads on.</summary>
    /// <param name="embeddings">[1, <paramref name="rows"/>, 1024].</param>
    /// <param name="rows">Their number.</param>
    /// <param name="cancellationToken">Stops it between two steps of the graph.</param>
    /// <returns>A value for each token that may follow. They hold until the next call, and may be changed.</returns>
    public Span<float> Read(OrtValue embeddings, int rows, CancellationToken cancellationToken)
    {
        _run.Read(embeddings, rows, cancellationToken);
        return _run.Outputs[0].GetTensorMutableDataAsSpan<float>()[^SpeechTokens.Logits..];
    }

    /// <inheritdoc/>
    public void Dispose() => _run.Dispose();
}
