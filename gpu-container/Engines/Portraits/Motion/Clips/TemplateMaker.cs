using Avatar.Core.Portraits.Motions;

namespace Avatar.Engines.Portraits.Motion.Clips;

/// <summary>Makes a template from what the pictures of a clip show.</summary>
internal static class TemplateMaker
{
    private const double Middle = 0.5;

    // A shut eye still shows a part of its opening to the face mesh, and an open one trembles.
    private const double ShutShare = 0.4;
    private const double OpenShare = 0.85;

    // While lids are so far shut, the mesh guesses the irises, and moves the brows by half of their way and the whole head by a degree: that is bridged.
    private const double HiddenLid = 0.4;
    private const int HiddenMarginFrames = 2;

    // What all but the widest moves of a clip are made to fit into; those bend towards the limit.
    private const double UsualShare = 0.95;
    private const double UsualOfLimit = 0.8;
    private const double StraightOfLimit = 0.5;

    private const double PoseDeviationFrames = 1.5;
    private const double BrowDeviationFrames = 2;
    private const double GazeDeviationFrames = 0.8;
    private const double LidDeviationFrames = 0.5;

    /// <summary>Makes the template.</summary>
    /// <param name="signs">For each frame what it shows; null where there is no face. One at least has a face.</param>
    public static MotionTemplate Make(IReadOnlyList<FaceSigns?> signs)
    {
        var (left, right) = (Lid(signs, MotionChannel.LeftLid), Lid(signs, MotionChannel.RightLid));
        var hidden = Hidden(left, right);
        return MotionTemplate.Of(channel => Array.ConvertAll(
            channel switch
            {
                MotionChannel.LeftLid => Series.Smooth(left, LidDeviationFrames),
                MotionChannel.RightLid => Series.Smooth(right, LidDeviationFrames),
                MotionChannel.GazeX or MotionChannel.GazeY => Change(signs, channel, hidden, GazeDeviationFrames),
                MotionChannel.BrowInner or MotionChannel.BrowOuter => Change(signs, channel, hidden, BrowDeviationFrames),
                _ => Change(signs, channel, hidden, PoseDeviationFrames),
            },
            value => (float)value));
    }

    /// <summary>Bends towards a limit without a corner; half of the way to it nothing changes.</summary>
    internal static double Within(double value, double limit)
    {
        var straight = StraightOfLimit * limit;
        var beyond = Math.Abs(value) - straight;
        return beyond <= 0 ? value : Math.Sign(value) * (straight + (limit - straight) * Math.Tanh(beyond / (limit - straight)));
    }

    /// <summary>A channel's change from its middle, smooth and within its limit.</summary>
    private static double[] Change(IReadOnlyList<FaceSigns?> signs, MotionChannel channel, bool[] hidden, double deviationFrames)
    {
        var values = Values(signs, channel);
        var neutral = Series.Quantile(values, Middle);
        // One unit for all of the clip: a face's place by its own trembling size would tremble far more.
        var unit = channel is MotionChannel.HeadShiftX or MotionChannel.HeadShiftY ? Series.Quantile(signs.OfType<FaceSigns>().Select(sign => (double)sign.UnitPx), Middle) : 1;
        for (var i = 0; i < values.Length; i++) values[i] = hidden[i] ? double.NaN : (values[i] - neutral) / unit;
        Series.Bridge(values);
        var smooth = Series.Smooth(values, deviationFrames);
        var limit = channel.Most();
        var usual = Series.Quantile(smooth.Select(Math.Abs), UsualShare);
        var gain = Math.Min(1, UsualOfLimit * limit / Math.Max(usual, 1e-9));
        return Array.ConvertAll(smooth, value => Within(gain * value, limit));
    }

    /// <summary>How far a lid is shut: 0 for the opening that the eye has most of the time, and more.</summary>
    private static double[] Lid(IReadOnlyList<FaceSigns?> signs, MotionChannel channel)
    {
        var openings = Values(signs, channel);
        var open = Series.Quantile(openings, Middle);
        Series.Bridge(openings);
        return Array.ConvertAll(openings, opening => Math.Clamp((OpenShare - opening / open) / (OpenShare - ShutShare), 0, 1));
    }

    private static bool[] Hidden(double[] left, double[] right)
    {
        var hidden = new bool[left.Length];
        for (var i = 0; i < hidden.Length; i++)
            if (Math.Max(left[i], right[i]) > HiddenLid)
                for (var near = Math.Max(0, i - HiddenMarginFrames); near <= Math.Min(hidden.Length - 1, i + HiddenMarginFrames); near++)
                    hidden[near] = true;
        return Array.TrueForAll(hidden, all => all) ? new bool[hidden.Length] : hidden;
    }

    private static double[] Values(IReadOnlyList<FaceSigns?> signs, MotionChannel channel) =>
        [.. signs.Select(sign => sign is null ? double.NaN : (double)sign.Values[(int)channel])];
}
