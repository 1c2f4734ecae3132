using Avatar.Core.Errors;

namespace Avatar.Engines.Speech.Xtts;

/// <summary>
/// Chooses the next code of one text by chance, as the original does by default (inference of https://github.com/coqui-ai/TTS/blob/dev/TTS/tts/models/xtts.py): what was
/// written already is penalised (https://arxiv.org/abs/1909.05858, 4.1), then of the 50 best the fewest are kept that have 0.85 of the probability
/// (https://arxiv.org/abs/1904.09751). Not thread-safe.
/// </summary>
internal sealed class CodeSampler
{
    private const float Temperature = 0.75f;
    private const int Best = 50;
    private const double Share = 0.85;
    private const float Penalty = 10;

    // The original counts its prefix as this code, which is penalised thereby.
    private const int PrefixCode = 1;

    private readonly Random _random;
    private readonly bool[] _written;
    private readonly float[] _scores;
    private readonly int[] _codes;
    private readonly double[] _weights = new double[Best];

    /// <summary>A sampler for a text, of which nothing is written but its start.</summary>
    /// <param name="codes">How many codes there are.</param>
    /// <param name="start">The code that a text starts with.</param>
    /// <param name="random">The chance.</param>
    public CodeSampler(int codes, int start, Random random)
    {
        (_random, _written, _scores, _codes) = (random, new bool[codes], new float[codes], new int[codes]);
        _written[PrefixCode] = _written[start] = true;
    }

    /// <summary>Chooses a code and counts it as written.</summary>
    /// <param name="logits">A logit for each code.</param>
    /// <exception cref="RenderFailedException">Some are no numbers.</exception>
    public int Next(ReadOnlySpan<float> logits)
    {
        logits.CopyTo(_scores);
        for (var code = 0; code < _scores.Length; code++)
        {
            _codes[code] = code;
            if (_written[code]) _scores[code] *= _scores[code] < 0 ? Penalty : 1 / Penalty;
        }

        Array.Sort(_scores, _codes);
        var chosen = _codes[^(1 + Draw())];
        _written[chosen] = true;
        return chosen;
    }

    /// <summary>Draws a rank, 0 the best.</summary>
    private int Draw()
    {
        var best = _scores[^1];
        // Sorted, what is no number comes first.
        if (!float.IsFinite(best) || float.IsNaN(_scores[0])) throw new RenderFailedException($"The model {XttsModel.Id} failed: what it computed are no numbers.");
        var (count, total) = (Math.Min(Best, _scores.Length), 0.0);
        for (var rank = 0; rank < count; rank++) total += _weights[rank] = Math.Exp((_scores[^(1 + rank)] - best) / (double)Temperature);

        var (kept, sum) = (0, 0.0);
        while (kept < count && sum < Share * total) sum += _weights[kept++];

        var place = _random.NextDouble() * sum;
        for (var rank = 0; rank < kept - 1; rank++)
            if ((place -= _weights[rank]) < 0)
                return rank;
        return kept - 1;
    }
}
