using System.Numerics.Tensors;
using Avatar.Core.Languages;

namespace Avatar.Engines.Voices.Cloning.Search;

/// <summary>
/// Foretells what a point costs: how much worse it is understood and sounds in a language than a voice of that language, in units of similarity. Harm
/// grows with the square of the distance from a native voice; what was heard corrects that by Bayesian linear regression (Bishop, "Pattern Recognition
/// and Machine Learning", 2006, section 3.3), for each language by itself.
/// </summary>
/// <param name="natives">A voice of each language: its timbre, without formants and equalizer.</param>
internal sealed class HarmModel(IReadOnlyDictionary<Language, VoicePoint> natives)
{
    // Standard deviations, but for the curvatures; about what six speakers' searches showed.
    private const double TimbreCurvature = 0.0002;
    private const double FormantCurvature = 0.006;
    private const double TimbreSlope = 0.012;
    private const double FormantSlope = 0.03;
    private const double EqualizerSlope = 0.01;
    private const double Level = 0.02;
    private const double Noise = 0.06;
    private const int Count = VoicePoint.Dimensions + 1;

    private readonly Dictionary<Language, Regression> _regressions = natives.Keys.ToDictionary(language => language, _ => new Regression());

    /// <summary>Hears a point; what was not judged tells nothing.</summary>
    public void Add(Observation heard)
    {
        if (heard.Harm is not { } harm) return;
        var x = Away(heard.Point, heard.Language);
        _regressions[heard.Language].Add(x, harm - Curved(x));
    }

    /// <summary>What a point costs.</summary>
    /// <param name="point">The point.</param>
    /// <param name="language">The language.</param>
    /// <param name="slopes">Its slope along every dimension.</param>
    public double Foretell(VoicePoint point, Language language, out float[] slopes)
    {
        var x = Away(point, language);
        var coefficients = _regressions[language].Coefficients;
        slopes = [.. Enumerable.Range(0, VoicePoint.Dimensions).Select(i => VoicePoint.IsSearched(i) ? (float)(coefficients[i] + 2 * Curvature(i) * x[i]) : 0)];
        return Curved(x) + TensorPrimitives.Dot<double>(coefficients, x);
    }

    private static double Curvature(int dimension) => dimension switch
    {
        < VoicePoint.TimbreDimensions => TimbreCurvature,
        VoicePoint.Formant => FormantCurvature,
        // Equalizers hardly do harm.
        _ => 0,
    };

    private static double Spread(int dimension) => dimension switch
    {
        < VoicePoint.TimbreDimensions => TimbreSlope,
        < VoicePoint.Formant => 0,
        VoicePoint.Formant => FormantSlope,
        < VoicePoint.Dimensions => EqualizerSlope,
        _ => Level,
    };

    private static double Curved(double[] x)
    {
        var sum = 0.0;
        for (var i = 0; i < VoicePoint.Dimensions; i++) sum += Curvature(i) * x[i] * x[i];
        return sum;
    }

    /// <summary>How far a point is from the native voice along each dimension that a search moves, and a one for the level.</summary>
    private double[] Away(VoicePoint point, Language language)
    {
        var native = natives[language];
        var x = new double[Count];
        for (var i = 0; i < VoicePoint.Dimensions; i++)
            if (VoicePoint.IsSearched(i))
                x[i] = point.Values[i] - native.Values[i];
        x[^1] = 1;
        return x;
    }

    /// <summary>The mean of the coefficients after what was seen, from the normal equations.</summary>
    private sealed class Regression
    {
        private readonly double[][] _precision;
        private readonly double[] _sum = new double[Count];
        private double[]? _coefficients;

        public Regression()
        {
            _precision = [.. Enumerable.Range(0, Count).Select(_ => new double[Count])];
            for (var i = 0; i < Count; i++) _precision[i][i] = Spread(i) is > 0 and var spread ? Noise * Noise / (spread * spread) : 1;
        }

        public double[] Coefficients => _coefficients ??= Solve();

        public void Add(double[] x, double value)
        {
            for (var i = 0; i < Count; i++)
            {
                TensorPrimitives.MultiplyAdd(x, x[i], _precision[i], _precision[i]);
                _sum[i] += x[i] * value;
            }

            _coefficients = null;
        }

        /// <summary>By Cholesky's decomposition.</summary>
        private double[] Solve()
        {
            var (rows, solution) = (new double[Count][], new double[Count]);
            for (var i = 0; i < Count; i++)
            {
                rows[i] = new double[i + 1];
                for (var j = 0; j <= i; j++)
                {
                    var rest = _precision[i][j] - TensorPrimitives.Dot<double>(rows[i].AsSpan(0, j), rows[j].AsSpan(0, j));
                    rows[i][j] = i == j ? Math.Sqrt(rest) : rest / rows[j][j];
                }

                solution[i] = (_sum[i] - TensorPrimitives.Dot<double>(rows[i].AsSpan(0, i), solution.AsSpan(0, i))) / rows[i][i];
            }

            for (var i = Count - 1; i >= 0; i--)
            {
                solution[i] /= rows[i][i];
                for (var j = 0; j < i; j++) solution[j] -= rows[i][j] * solution[i];
            }

            return solution;
        }
    }
}
