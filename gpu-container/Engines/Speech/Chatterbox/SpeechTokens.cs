using System.Numerics.Tensors;

namespace Avatar.Engines.Speech.Chatterbox;

/// <summary>The tokens of speech: S3 tokens (https://arxiv.org/abs/2412.10117, FSQ of 3^8 values) and those around them.</summary>
internal static class SpeechTokens
{
    /// <summary>The number of tokens that are speech.</summary>
    public const int Count = 6561;

    /// <summary>Before the speech.</summary>
    public const int Start = 6561;

    /// <summary>After the speech.</summary>
    public const int Stop = 6562;

    /// <summary>In its place the model is told how lively it is to speak.</summary>
    public const int Exaggeration = 6563;

    /// <summary>The number of values that the model gives for the next token; those above <see cref="Exaggeration"/> mean nothing.</summary>
    public const int Logits = 8194;

    /// <summary>Tokens of a second.</summary>
    public const int PerSecond = 25;

    /// <summary>Samples of a token at 24 kHz.</summary>
    public const int Samples = 24000 / PerSecond;

    /// <summary>
    /// The likeliest next token, where those that were said before are less likely: their values are divided by the penalty, or multiplied where they are negative
    /// (https://arxiv.org/abs/1909.05858). It is speech or <see cref="Stop"/>: others can't be heard, and the original drops them.
    /// </summary>
    /// <param name="logits">The model's values; they are changed.</param>
    /// <param name="said">The tokens said before.</param>
    /// <param name="penalty">1 or more.</param>
    public static int Next(Span<float> logits, HashSet<int> said, float penalty)
    {
        foreach (var token in said) logits[token] = logits[token] < 0 ? logits[token] * penalty : logits[token] / penalty;
        var likeliest = TensorPrimitives.IndexOfMax<float>(logits[..Count]);
        return logits[Stop] > logits[likeliest] ? Stop : likeliest;
    }
}
