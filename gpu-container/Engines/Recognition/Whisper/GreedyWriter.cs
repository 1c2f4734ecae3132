using System.Numerics.Tensors;

namespace Avatar.Engines.Recognition.Whisper;

/// <summary>What was written for a window.</summary>
/// <param name="Tokens">The text, without its end.</param>
/// <param name="Attention">Where the model looked when it wrote each token, and the end: a value for every 20 ms.</param>
/// <param name="MeanLogProbability">How sure it was: the mean over the tokens and the end.</param>
/// <param name="Loops">Whether it began to repeat itself; the repetition is left out.</param>
internal sealed record WrittenText(IReadOnlyList<int> Tokens, IReadOnlyList<float[]> Attention, double MeanLogProbability, bool Loops);

/// <summary>Writes down what was heard, always taking the likeliest token.</summary>
internal static class GreedyWriter
{
    /// <summary>Writes.</summary>
    /// <param name="model">The model.</param>
    /// <param name="heard">The sound.</param>
    /// <param name="prompt">What the text follows.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static WrittenText Write(WhisperModel model, HeardSound heard, long[] prompt, CancellationToken cancellationToken)
    {
        using var run = heard.Write();
        var (tokens, attention, logProbability) = (new List<int>(), new List<float[]>(), 0.0);
        for (long[] read = prompt; ; read = [tokens[^1]])
        {
            var (logits, looked) = run.Read(read, cancellationToken);
            attention.Add(looked);
            var row = logits.GetTensorMutableDataAsSpan<float>()[^WhisperTokens.Count..][..(WhisperTokens.End + 1)];
            foreach (var token in model.Suppressed)
                if (token < row.Length)
                    row[token] = float.NegativeInfinity;
            if (tokens.Count == 0)
                foreach (var token in model.SuppressedFirst) row[token] = float.NegativeInfinity;
            var likeliest = TensorPrimitives.IndexOfMax<float>(row);
            logProbability += LogProbability(row, row[likeliest]);
            if (likeliest == WhisperTokens.End || run.Length + 1 == WhisperModel.MostTokens) break;
            tokens.Add(likeliest);
            if (RepetitionLoop.Length(tokens) is > 0 and var repeated)
            {
                tokens.RemoveRange(tokens.Count - repeated, repeated);
                attention.RemoveRange(tokens.Count + 1, attention.Count - tokens.Count - 1);
                return new WrittenText(tokens, attention, double.NegativeInfinity, Loops: true);
            }
        }

        return new WrittenText(tokens, attention, logProbability / (tokens.Count + 1), Loops: false);
    }

    /// <summary>The logarithm of the softmax of a value.</summary>
    public static double LogProbability(Span<float> row, float value)
    {
        TensorPrimitives.Subtract(row, value, row);
        TensorPrimitives.Exp(row, row);
        return -Math.Log(TensorPrimitives.Sum<float>(row));
    }
}
