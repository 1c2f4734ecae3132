using System.Numerics.Tensors;
using Avatar.Core.Languages;

namespace Avatar.Engines.Voices.Cloning.Search;

/// <summary>
/// Foretells the embedding of a point in a language from what <see cref="VoiceMap"/> says and what was heard: a Gaussian process (Rasmussen and
/// Williams, "Gaussian Processes for Machine Learning", 2006, algorithm 2.1) over the difference of the two, one for all 256 values. That whole
/// embeddings are learned, not only their similarity to a speaker, makes much of few sentences (Astudillo and Frazier, "Bayesian Optimization of
/// Composite Functions", https://arxiv.org/abs/1906.01537). The mean is over sentences; its length says how much they differ.
/// </summary>
internal sealed class EmbeddingModel
{
    // Standard deviations, of the highest marginal likelihood on searches for six speakers.
    private const double LevelVariance = 0.02 * 0.02;
    private const double LinearVariance = 0.004 * 0.004;
    private const double LocalVariance = 0.03 * 0.03;
    private const double LanguageLevelVariance = 0.007 * 0.007;
    private const double LanguageLocalVariance = 0.016 * 0.016;
    private const double SentenceVariance = 0.02 * 0.02;
    private const double SentenceLinearVariance = 0.01 * 0.01;
    private const double SynthesisVariance = 0.0095 * 0.0095;
    private const double NoiseVariance = 0.0035 * 0.0035;
    private const double LengthScale = 1.8;
    private const float LeastWeight = 0.17f;
    private const float FormantWeight = 1.45f;
    private const float EqualizerWeight = 1.7f;
    private const int Length = SpeakerEncoder.EmbeddingLength;

    private readonly List<Heard> _heard = [];
    private readonly VoiceMap _map;
    private readonly VoicePoint _origin;
    private readonly float[] _weights;
    private Heard[] _fitted = [];
    private float[] _coefficients = [];

    /// <summary>A model that has heard nothing.</summary>
    /// <param name="map">What is known before.</param>
    /// <param name="origin">Where the search begins.</param>
    public EmbeddingModel(VoiceMap map, VoicePoint origin) => (_map, _origin, _weights) = (map, origin, WeightsAt(map, origin));

    /// <summary>Hears a point; it counts from the next <see cref="Fit"/> on.</summary>
    public void Add(Observation observation)
    {
        var difference = _map.Foretell(observation.Point);
        TensorPrimitives.Subtract(observation.Embedding, difference, difference);
        _heard.Add(new Heard(Weighted(observation.Point), observation.Language, observation.Sentence, observation.Synthesis, difference));
    }

    /// <summary>Takes what was added into account.</summary>
    public void Fit()
    {
        var count = _heard.Count;
        var rows = new double[count][];
        var solution = new double[count][];
        for (var i = 0; i < count; i++)
        {
            rows[i] = new double[i + 1];
            for (var j = 0; j <= i; j++)
            {
                var rest = Covariance(_heard[i], _heard[j]) + (i == j ? NoiseVariance : 0) - TensorPrimitives.Dot<double>(rows[i].AsSpan(0, j), rows[j].AsSpan(0, j));
                rows[i][j] = i == j ? Math.Sqrt(Math.Max(rest, 1e-10)) : rest / rows[j][j];
            }

            solution[i] = Array.ConvertAll(_heard[i].Difference, value => (double)value);
            for (var j = 0; j < i; j++) TensorPrimitives.MultiplyAdd(solution[j], -rows[i][j], solution[i], solution[i]);
            TensorPrimitives.Divide(solution[i], rows[i][i], solution[i]);
        }

        _fitted = [.. _heard];
        _coefficients = new float[count * Length];
        for (var i = count - 1; i >= 0; i--)
        {
            TensorPrimitives.Divide(solution[i], rows[i][i], solution[i]);
            for (var j = 0; j < i; j++) TensorPrimitives.MultiplyAdd(solution[i], -rows[i][j], solution[j], solution[j]);
            TensorPrimitives.ConvertTruncating<double, float>(solution[i], _coefficients.AsSpan(i * Length, Length));
        }
    }

    /// <summary>Foretells the embedding of a point in a language, the mean over sentences.</summary>
    /// <param name="point">The point.</param>
    /// <param name="language">The language.</param>
    /// <param name="gradient">Turns the slope of a function of the embedding into its slope along the point's dimensions.</param>
    public float[] Foretell(VoicePoint point, Language language, out Func<float[], float[]> gradient)
    {
        var embedding = _map.Foretell(point, out var slopeOfMap);
        var weighted = Weighted(point);
        var local = new float[_fitted.Length];
        for (var i = 0; i < local.Length; i++)
        {
            var isSame = _fitted[i].Language == language;
            local[i] = (float)((LocalVariance + (isSame ? LanguageLocalVariance : 0)) * Nearness(weighted, _fitted[i].Point));
            var covariance = LevelVariance + LinearVariance * TensorPrimitives.Dot<float>(weighted, _fitted[i].Point) + local[i] + (isSame ? LanguageLevelVariance : 0);
            TensorPrimitives.MultiplyAdd(_coefficients.AsSpan(i * Length, Length), (float)covariance, embedding, embedding);
        }

        gradient = slope =>
        {
            var slopes = new float[VoicePoint.Dimensions];
            for (var i = 0; i < local.Length; i++)
            {
                var along = TensorPrimitives.Dot<float>(slope, _coefficients.AsSpan(i * Length, Length));
                var pull = (float)(along * local[i] / (LengthScale * LengthScale));
                TensorPrimitives.MultiplyAdd(_fitted[i].Point, (float)(along * LinearVariance) + pull, slopes, slopes);
                TensorPrimitives.MultiplyAdd(weighted, -pull, slopes, slopes);
            }

            TensorPrimitives.Multiply(slopes, _weights, slopes);
            TensorPrimitives.Add(slopes, slopeOfMap(slope), slopes);
            return slopes;
        };
        return embedding;
    }

    /// <summary>How much a step along each dimension is heard, as the map has it, compared with the largest of the timbre.</summary>
    private static float[] WeightsAt(VoiceMap map, VoicePoint origin)
    {
        const float Step = 0.05f;
        var here = map.Foretell(origin);
        var weights = new float[VoicePoint.Dimensions];
        for (var i = 0; i < weights.Length; i++)
        {
            var values = origin.Values.ToArray();
            values[i] += Step;
            weights[i] = TensorPrimitives.Distance<float>(map.Foretell(VoicePoint.Taken(values)), here);
        }

        var largest = TensorPrimitives.Max<float>(weights.AsSpan(0, VoicePoint.TimbreDimensions));
        for (var i = 0; i < weights.Length; i++)
            weights[i] = Math.Max(weights[i] / largest, LeastWeight) * i switch
            {
                < VoicePoint.TimbreDimensions => 1,
                < VoicePoint.Formant => 0,
                VoicePoint.Formant => FormantWeight,
                _ => EqualizerWeight,
            };
        return weights;
    }

    private static double Nearness(float[] a, float[] b)
    {
        var distance = TensorPrimitives.Distance<float>(a, b);
        return Math.Exp(-distance * distance / (2 * LengthScale * LengthScale));
    }

    private static double Covariance(Heard a, Heard b)
    {
        var dot = TensorPrimitives.Dot<float>(a.Point, b.Point);
        var near = Nearness(a.Point, b.Point);
        var covariance = LevelVariance + LinearVariance * dot + LocalVariance * near;
        if (a.Language == b.Language) covariance += LanguageLevelVariance + LanguageLocalVariance * near;
        if (a.Sentence == b.Sentence) covariance += SentenceVariance + SentenceLinearVariance * dot;
        if (a.Synthesis == b.Synthesis) covariance += SynthesisVariance;
        return covariance;
    }

    private float[] Weighted(VoicePoint point)
    {
        var weighted = new float[VoicePoint.Dimensions];
        TensorPrimitives.Subtract(point.Values, _origin.Values, weighted);
        TensorPrimitives.Multiply(weighted, _weights, weighted);
        return weighted;
    }

    private sealed record Heard(float[] Point, Language Language, int Sentence, int Synthesis, float[] Difference);
}
