using Microsoft.ML.OnnxRuntime;

namespace Avatar.Engines.Recognition.Whisper;

/// <summary>One text being written: the tokens so far, as the decoder remembers them.</summary>
internal sealed class DecoderRun(WhisperModel model, IReadOnlyList<OrtValue> heard) : IDisposable
{
    private readonly OrtValue _nothing = WhisperModel.EmptyCache();
    private IDisposableReadOnlyCollection<OrtValue>? _last;

    /// <summary>How many tokens it has read.</summary>
    public int Length { get; private set; }

    /// <summary>Reads tokens. What comes back holds until the next call, and may be changed.</summary>
    /// <param name="tokens">What follows the tokens so far.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>A logit for every token that may follow, and where in the window the last token looked: a value for every two frames.</returns>
    public (OrtValue Logits, float[] Attention) Read(long[] tokens, CancellationToken cancellationToken)
    {
        var next = model.Decode(tokens, Length, _last?[1] ?? _nothing, _last?[2] ?? _nothing, heard, cancellationToken);
        _last?.Dispose();
        _last = next;
        Length += tokens.Length;
        var attention = next[3].GetTensorDataAsSpan<float>();
        return (next[0], attention[(attention.Length / tokens.Length * (tokens.Length - 1))..].ToArray());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _last?.Dispose();
        _nothing.Dispose();
    }
}
