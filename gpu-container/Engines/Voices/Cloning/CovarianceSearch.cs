namespace Avatar.Engines.Voices.Cloning;

/// <summary>
/// The distribution of CMA-ES (Hansen, "The CMA Evolution Strategy: A Tutorial", https://arxiv.org/abs/1604.00772): points are drawn from it in
/// mirrored pairs, and it moves to the best of those that were tried. The step shrinks on a schedule, since points that are chosen before they are
/// tried upset the rule that adapts it.
/// </summary>
internal sealed class CovarianceSearch
{
    private const double StepDecay = 0.985;
    private const double LeastStep = 0.15;

    private readonly Random _random;
    private readonly double[] _mean;
    private readonly double[,] _covariance;
    private readonly double[] _path;
    private readonly double[] _weights;
    private readonly double _pathRate;
    private readonly double _pathGain;
    private readonly double _rankOneRate;
    private readonly double _rankManyRate;
    private double[,] _factor;
    private double _step;

    /// <summary>A search around a point.</summary>
    /// <param name="start">The first mean.</param>
    /// <param name="step">The first standard deviation along every coordinate.</param>
    /// <param name="tried">How many points are tried before each <see cref="Move"/>; the better half of them counts.</param>
    /// <param name="random">Draws the points.</param>
    public CovarianceSearch(IEnumerable<double> start, double step, int tried, Random random)
    {
        _random = random;
        _mean = [.. start];
        _step = step;
        var size = _mean.Length;
        _path = new double[size];
        _covariance = new double[size, size];
        for (var i = 0; i < size; i++) _covariance[i, i] = 1;
        _factor = Factor(_covariance);

        var raw = Enumerable.Range(1, tried / 2).Select(rank => Math.Log((tried + 1) / 2.0) - Math.Log(rank)).ToArray();
        var sum = raw.Sum();
        _weights = [.. raw.Select(weight => weight / sum)];
        var effective = 1 / _weights.Sum(weight => weight * weight);
        _pathRate = (4 + effective / size) / (size + 4 + 2 * effective / size);
        _pathGain = Math.Sqrt(_pathRate * (2 - _pathRate) * effective);
        _rankOneRate = 2 / ((size + 1.3) * (size + 1.3) + effective);
        _rankManyRate = Math.Min(1 - _rankOneRate, 2 * (effective - 2 + 1 / effective) / ((size + 2) * (size + 2) + effective));
    }

    /// <summary>The middle of the distribution, the best guess of the optimum.</summary>
    public ReadOnlySpan<double> Mean => _mean;

    /// <summary>Draws a point and its mirror image.</summary>
    public IEnumerable<double[]> DrawPair()
    {
        var draw = new double[_mean.Length];
        for (var i = 0; i < draw.Length; i++)
            draw[i] = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
        foreach (var sign in (double[])[1, -1])
        {
            var point = new double[draw.Length];
            for (var i = 0; i < point.Length; i++)
            {
                var offset = 0.0;
                for (var j = 0; j <= i; j++) offset += _factor[i, j] * draw[j];
                point[i] = _mean[i] + sign * _step * offset;
            }

            yield return point;
        }
    }

    /// <summary>Moves to the points that did best.</summary>
    /// <param name="bestFirst">At least half of the points that were tried, the best first.</param>
    public void Move(IReadOnlyList<double[]> bestFirst)
    {
        var size = _mean.Length;
        var steps = new double[_weights.Length][];
        for (var k = 0; k < steps.Length; k++)
        {
            steps[k] = new double[size];
            for (var i = 0; i < size; i++) steps[k][i] = (bestFirst[k][i] - _mean[i]) / _step;
        }

        for (var i = 0; i < size; i++)
        {
            var move = 0.0;
            for (var k = 0; k < steps.Length; k++) move += _weights[k] * steps[k][i];
            _mean[i] += _step * move;
            _path[i] = (1 - _pathRate) * _path[i] + _pathGain * move;
        }

        for (var i = 0; i < size; i++)
            for (var j = 0; j <= i; j++)
            {
                var spread = 0.0;
                for (var k = 0; k < steps.Length; k++) spread += _weights[k] * steps[k][i] * steps[k][j];
                _covariance[i, j] = (1 - _rankOneRate - _rankManyRate) * _covariance[i, j] + _rankOneRate * _path[i] * _path[j] + _rankManyRate * spread;
            }

        _factor = Factor(_covariance);
        _step = Math.Max(LeastStep, _step * StepDecay);
    }

    /// <summary>The Cholesky factor of a matrix of which the lower half is given.</summary>
    private static double[,] Factor(double[,] matrix)
    {
        var size = matrix.GetLength(0);
        var factor = new double[size, size];
        for (var i = 0; i < size; i++)
            for (var j = 0; j <= i; j++)
            {
                var sum = matrix[i, j];
                for (var k = 0; k < j; k++) sum -= factor[i, k] * factor[j, k];
                factor[i, j] = i == j ? Math.Sqrt(Math.Max(sum, 1e-9)) : sum / factor[j, j];
            }

        return factor;
    }
}
