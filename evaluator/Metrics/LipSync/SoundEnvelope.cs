using System.Numerics.Tensors;
using Avatar.Evaluator.Clips;

namespace Avatar.Evaluator.Metrics.LipSync;

/// <summary>The level of a sound in each frame of a video.</summary>
internal static class SoundEnvelope
{
    private const double FloorDb = 40;

    /// <summary>The level over each frame and half of one on either side: 0 at 40 dB below the loudest frame or less, 1 at the loudest.</summary>
    public static double[] Of(ClipSound sound, int frames, double framesPerSecond)
    {
        var levels = new double[frames];
        for (var frame = 0; frame < frames; frame++)
        {
            var samples = sound.Between((frame - 0.5) / framesPerSecond, (frame + 1.5) / framesPerSecond).Span;
            levels[frame] = samples.IsEmpty ? double.NegativeInfinity : 10 * Math.Log10(TensorPrimitives.SumOfSquares(samples) / samples.Length + 1e-12);
        }

        var loudest = levels.Max();
        return Array.ConvertAll(levels, level => Math.Max(0, 1 + (level - loudest) / FloorDb));
    }
}
