using System.Numerics.Tensors;

namespace Avatar.Engines.Portraits.LivePortrait;

/// <summary>An angle as the motion graph says it: a score for each of 66 bins of 3 degrees (as in Hopenet, https://arxiv.org/abs/1710.00925).</summary>
internal static class BinnedAngle
{
    /// <summary>How many scores.</summary>
    public const int Bins = 66;

    private const float BinDegrees = 3;
    private const float FirstDegrees = -97.5f;

    /// <summary>The mean of the bins, each as likely as the softmax of its score.</summary>
    /// <returns>Degrees, -97.5 .. 97.5.</returns>
    public static float Degrees(ReadOnlySpan<float> scores)
    {
        Span<float> likely = stackalloc float[Bins];
        // The largest first becomes 0: powers of large scores are no numbers.
        TensorPrimitives.Subtract(scores, TensorPrimitives.Max(scores), likely);
        TensorPrimitives.SoftMax(likely, likely);
        var mean = 0f;
        for (var bin = 0; bin < Bins; bin++) mean += bin * likely[bin];
        return mean * BinDegrees + FirstDegrees;
    }
}
