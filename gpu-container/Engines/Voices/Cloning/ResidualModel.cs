using System.Numerics.Tensors;

namespace Avatar.Engines.Voices.Cloning;

/// <summary>
/// Foretells the similarity of a point from those that were heard: a Gaussian process (Rasmussen and Williams, "Gaussian Processes for Machine
/// Learning", 2006, algorithm 2.1) over what is left of the real similarity when half of <see cref="StyleSpace.Guess"/> is taken away. What it
/// learns from one sentence counts more for that sentence than for others.
/// </summary>
internal sealed class ResidualModel
{
    private const double GuessWeight = 0.5;
    private const double LengthScale = 1.5;
    private const double LocalVariance = 0.05 * 0.05;
    private const double LinearVariance = 0.02 * 0.02;
    private const double LevelVariance = 0.3 * 0.3;
    private const double GuessVariance = 0.3 * 0.3;
    private const double SentenceVariance = 0.05 * 0.05;
    private const double SentenceShare = 0.5;
    private const double NoiseVariance = 0.012 * 0.012;
    private const int NoSentence = -1;

    // How much a step along each coordinate is heard, from voice_fit's gradients at 180 places.
    private static readonly float[] Weights =
        [.. Enumerable.Range(0, TimbreSearch.SearchedDimensions).Select(i => (float)Math.Max(0.12, 1 / (1 + i / 9.0)))];

    private readonly List<Heard> _heard = [];
    private readonly float[] _origin;
    private readonly double _originGuess;
    private double[] _coefficients = [];

    /// <summary>A model that has heard nothing.</summary>
    /// <param name="origin">The point around which similarity is nearly linear.</param>
    /// <param name="originGuess">Its guess.</param>
    public ResidualModel(float[] origin, double originGuess) => (_origin, _originGuess) = (Weighted(origin), originGuess);

    /// <summary>Learns what was heard at a point.</summary>
    public void Add(float[] z, int sentence, double guess, double similarity) => _heard.Add(new Heard(Weighted(z), sentence, guess, similarity));

    /// <summary>Takes what was added into account.</summary>
    public void Fit()
    {
        var count = _heard.Count;
        var rows = new double[count][];
        for (var i = 0; i < count; i++)
        {
            rows[i] = new double[i + 1];
            for (var j = 0; j <= i; j++)
            {
                var sum = Covariance(_heard[i], _heard[j]) + (i == j ? NoiseVariance : 0);
                sum -= TensorPrimitives.Dot(rows[i].AsSpan(0, j), rows[j].AsSpan(0, j));
                rows[i][j] = i == j ? Math.Sqrt(Math.Max(sum, 1e-12)) : sum / rows[j][j];
            }
        }

        var solution = _heard.Select(heard => heard.Similarity - Prior(heard.Guess)).ToArray();
        for (var i = 0; i < count; i++)
            solution[i] = (solution[i] - TensorPrimitives.Dot(rows[i].AsSpan(0, i), solution.AsSpan(0, i))) / rows[i][i];
        for (var i = count - 1; i >= 0; i--)
        {
            solution[i] /= rows[i][i];
            for (var j = 0; j < i; j++) solution[j] -= rows[i][j] * solution[i];
        }

        _coefficients = solution;
    }

    /// <summary>The similarity to expect of a point over all sentences.</summary>
    public double Expect(float[] z, double guess)
    {
        var point = new Heard(Weighted(z), NoSentence, guess, 0);
        var expected = Prior(guess);
        for (var i = 0; i < _coefficients.Length; i++) expected += _coefficients[i] * Covariance(point, _heard[i]);
        return expected;
    }

    private static double Prior(double guess) => 0.55 + GuessWeight * (guess - 0.8);

    private static float[] Weighted(float[] z)
    {
        var weighted = new float[Weights.Length];
        TensorPrimitives.Multiply(z.AsSpan(0, weighted.Length), Weights, weighted);
        return weighted;
    }

    private double Covariance(Heard a, Heard b)
    {
        var sameSentence = a.Sentence == b.Sentence && a.Sentence != NoSentence;
        var distance = TensorPrimitives.Distance<float>(a.Point, b.Point);
        var linear = TensorPrimitives.Dot<float>(a.Point, b.Point) - TensorPrimitives.Dot<float>(a.Point, _origin)
            - TensorPrimitives.Dot<float>(b.Point, _origin) + TensorPrimitives.Dot<float>(_origin, _origin);
        var byPlace = LinearVariance * linear + LocalVariance * Math.Exp(-distance * distance / (2 * LengthScale * LengthScale));
        return LevelVariance + GuessVariance * (a.Guess - _originGuess) * (b.Guess - _originGuess)
            + (sameSentence ? SentenceVariance + (1 + SentenceShare) * byPlace : byPlace);
    }

    private sealed record Heard(float[] Point, int Sentence, double Guess, double Similarity);
}
