using Avatar.Evaluator.Clips;

namespace Avatar.Evaluator.Metrics.Face;

/// <summary>
/// How the head moves: yaw, pitch and roll fitted to each frame (weighted absolute orientation, Horn 1987). The jerk is the third derivative of a cubic through seven
/// frames (Savitzky and Golay, Analytical Chemistry 36, 1964), which leaves out what the landmarks tremble from frame to frame, though not all of it: a still face reads
/// more than zero, so compare with the ground truth.
/// </summary>
internal static class HeadMotionMetrics
{
    // Third derivative at the middle of seven points; divided by six.
    private static readonly int[] ThirdDerivative = [-1, 1, 1, 0, -1, -1, 1];
    private const double Divisor = 6;

    /// <summary>How far the head moves: the standard deviation of its turn.</summary>
    public static readonly Metric Motion = new(
        "head_motion_degrees", "Head motion", "°", MetricFamily.Face, Better.Neither, new Noise(0.2, 0.1),
        "Standard deviation of yaw, pitch and roll together: how lively the head is.");

    /// <summary>How abruptly: the root mean square of the third derivative of its turn.</summary>
    public static readonly Metric Jerk = new(
        "head_jerk", "Head jerk", "°/s³", MetricFamily.Face, Better.Lower, new Noise(300, 0.12),
        "Root mean square of the third derivative of yaw, pitch and roll: how abruptly the head moves.");

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<Metric> All = [Motion, Jerk];

    /// <summary>Measures a clip.</summary>
    public static IEnumerable<Measured> Measure(FaceTrack track)
    {
        double[][] angles = [track.Series(look => look.Pose.YawDegrees), track.Series(look => look.Pose.PitchDegrees), track.Series(look => look.Pose.RollDegrees)];
        if (angles[0].Length < ThirdDerivative.Length) return [];
        return [Motion.Of(Math.Sqrt(angles.Sum(Variance))), Jerk.Of(Math.Sqrt(angles.Sum(angle => MeanSquareJerk(angle, track.FramesPerSecond))))];
    }

    /// <summary>The mean square of the third derivative.</summary>
    internal static double MeanSquareJerk(double[] degrees, double framesPerSecond)
    {
        var scale = Math.Pow(framesPerSecond, 3) / Divisor;
        return Enumerable.Range(0, degrees.Length - ThirdDerivative.Length + 1)
            .Select(from => scale * ThirdDerivative.Select((weight, i) => weight * degrees[from + i]).Sum())
            .Average(jerk => jerk * jerk);
    }

    private static double Variance(double[] values)
    {
        var mean = values.Average();
        return values.Average(value => (value - mean) * (value - mean));
    }
}
