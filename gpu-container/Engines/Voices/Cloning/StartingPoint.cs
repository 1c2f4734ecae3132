using System.Numerics.Tensors;

namespace Avatar.Engines.Voices.Cloning;

/// <summary>The point of the style space that <see cref="StyleSpace.Guess"/> holds to be most like a speaker; it takes about a second.</summary>
internal static class StartingPoint
{
    // Far from the middle lie styles that no voice has, where speech breaks.
    private const double DistanceCost = 0.0008;

    private const int Steps = 150;
    private const int FineSteps = 50;
    private const float Probe = 0.02f;
    private const double Stride = 0.1;

    /// <summary>Climbs from a stock voice's point and from the middle of the space, and keeps the better end.</summary>
    /// <param name="space">The space.</param>
    /// <param name="speaker">Whom to come close to.</param>
    /// <param name="stock">The stock voice's point.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static float[] Find(StyleSpace space, SpeakerPrint speaker, float[] stock, CancellationToken cancellationToken) =>
        ((float[][])[stock, new float[StyleSpace.Dimensions]])
        .Select(start => Climb(space, speaker, start, cancellationToken))
        .MaxBy(z => space.Guess(z, speaker).Similarities[0] - Cost(z))!;

    private static double Cost(float[] z) => DistanceCost * TensorPrimitives.SumOfSquares<float>(z);

    /// <summary>Adam (https://arxiv.org/abs/1412.6980) on gradients by differences: all probes of a step are one batch.</summary>
    private static float[] Climb(StyleSpace space, SpeakerPrint speaker, float[] start, CancellationToken cancellationToken)
    {
        const int Size = StyleSpace.Dimensions;
        var z = (float[])start.Clone();
        var (mean, square) = (new double[Size], new double[Size]);
        var probes = new float[(Size + 1) * Size];
        for (var step = 1; step <= Steps; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var probe = 0; probe <= Size; probe++)
            {
                z.CopyTo(probes, probe * Size);
                if (probe > 0) probes[probe * Size + probe - 1] += Probe;
            }

            var similarities = space.Guess(probes, speaker).Similarities;
            var stride = step > Steps - FineSteps ? 0.3 * Stride : Stride;
            for (var i = 0; i < Size; i++)
            {
                var gradient = (similarities[i + 1] - similarities[0]) / Probe - 2 * DistanceCost * z[i];
                mean[i] = 0.9 * mean[i] + 0.1 * gradient;
                square[i] = 0.99 * square[i] + 0.01 * gradient * gradient;
                z[i] += (float)(stride * mean[i] / (1 - Math.Pow(0.9, step)) / (Math.Sqrt(square[i] / (1 - Math.Pow(0.99, step))) + 1e-6));
            }
        }

        return z;
    }
}
