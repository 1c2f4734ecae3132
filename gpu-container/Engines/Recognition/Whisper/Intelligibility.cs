using Avatar.Core.Languages;

namespace Avatar.Engines.Recognition.Whisper;

/// <summary>
/// How well a sentence can be understood: how likely Whisper is to write what it wrote when a clear voice said the same. Unlike a count of wrong words it
/// changes with every small change of the sound. Thread-safe.
/// </summary>
/// <param name="model">Listens; whoever gives it disposes of it.</param>
internal sealed class Intelligibility(WhisperModel model)
{
    // With less silence after the speech the model does not expect its end.
    private const double SilenceSeconds = 1.5;

    /// <summary>The tokens that are written for a sentence.</summary>
    /// <param name="samples">At 16 kHz.</param>
    /// <param name="language">The language.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public IReadOnlyList<int> Write(ReadOnlySpan<float> samples, Language language, CancellationToken cancellationToken)
    {
        using var heard = HeardSound.Hear(model, samples, SilenceSeconds, cancellationToken);
        return GreedyWriter.Write(model, heard, WhisperPrompt.Of(language), cancellationToken).Tokens;
    }

    /// <summary>The mean natural logarithm of the probability of each token, given those before it, and of the end.</summary>
    /// <param name="samples">At 16 kHz.</param>
    /// <param name="language">The language.</param>
    /// <param name="tokens">The tokens.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public double LogProbability(ReadOnlySpan<float> samples, Language language, IReadOnlyList<int> tokens, CancellationToken cancellationToken)
    {
        using var heard = HeardSound.Hear(model, samples, SilenceSeconds, cancellationToken);
        using var run = heard.Write();
        var prompt = WhisperPrompt.Of(language);
        var logits = run.Read([.. prompt, .. tokens.Select(token => (long)token)], cancellationToken).Logits.GetTensorMutableDataAsSpan<float>();
        var sum = 0.0;
        for (var i = 0; i <= tokens.Count; i++)
        {
            var row = logits.Slice((prompt.Length - 1 + i) * WhisperTokens.Count, WhisperTokens.End + 1);
            sum += GreedyWriter.LogProbability(row, row[i < tokens.Count ? tokens[i] : WhisperTokens.End]);
        }

        return sum / (tokens.Count + 1);
    }
}
