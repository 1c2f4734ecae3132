using System.Numerics.Tensors;
using Avatar.Core.Languages;

namespace Avatar.Engines.Voices.Cloning.Search;

/// <summary>Climbs to where a voice is foretold to sound most like a speaker, without leaving what still sounds like a voice.</summary>
/// <param name="model">Foretells how it sounds.</param>
/// <param name="harm">Foretells what that costs; null where nothing is known of it.</param>
/// <param name="speaker">The speaker's embedding.</param>
internal sealed class Ascent(EmbeddingModel model, HarmModel? harm, float[] speaker)
{
    // What these cost is in units of similarity.
    private const float FreeSquaredDistance = 60;
    private const float DistanceCost = 0.0003f;
    private const float GainCost = 0.0002f;
    private const float FormantCost = 0.004f;

    /// <summary>Climbs by Adam (https://arxiv.org/abs/1412.6980) and gives the best place on the way.</summary>
    /// <param name="from">Where to begin.</param>
    /// <param name="language">The language that is spoken.</param>
    /// <param name="steps">How many steps; the last third of them are smaller.</param>
    /// <param name="stride">The length of a step along each dimension.</param>
    /// <param name="leash">What it costs to go away from where it began, for each unit of distance squared.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public VoicePoint Climb(VoicePoint from, Language language, int steps, double stride, float leash, CancellationToken cancellationToken)
    {
        var best = (Point: from, Score: double.MinValue);
        var point = from;
        var (mean, square) = (new double[VoicePoint.Dimensions], new double[VoicePoint.Dimensions]);
        for (var step = 1; step <= steps; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var embedding = model.Foretell(point, language, out var gradient);
            var harmSlopes = new float[VoicePoint.Dimensions];
            var score = TensorPrimitives.Dot<float>(embedding, speaker) - (harm?.Foretell(point, language, out harmSlopes) ?? 0) - Cost(point) - leash * SquaredDistance(point, from);
            if (score > best.Score) best = (point, score);
            var slope = gradient(speaker);
            var values = point.Values.ToArray();
            var rate = stride * (step > steps * 2 / 3 ? 0.3 : 1);
            for (var i = 0; i < values.Length; i++)
            {
                if (!VoicePoint.IsSearched(i)) continue;
                var rise = slope[i] - harmSlopes[i] - CostSlope(point, i) - 2 * leash * (values[i] - from.Values[i]);
                mean[i] = 0.9 * mean[i] + 0.1 * rise;
                square[i] = 0.99 * square[i] + 0.01 * rise * rise;
                values[i] += (float)(rate * mean[i] / (1 - Math.Pow(0.9, step)) / (Math.Sqrt(square[i] / (1 - Math.Pow(0.99, step))) + 1e-7));
            }

            point = VoicePoint.Taken(values);
        }

        return best.Point;
    }

    // Far from the middle lie styles that no voice has, where speech breaks; strong formant shifts and equalizers sound processed.
    private static float Cost(VoicePoint point)
    {
        var formant = point.Values[VoicePoint.Formant];
        return DistanceCost * Math.Max(0, point.SquaredDistance - FreeSquaredDistance) + GainCost * point.SquaredGainsDb + FormantCost * formant * formant;
    }

    private static float CostSlope(VoicePoint point, int dimension)
    {
        var value = point.Values[dimension];
        return dimension switch
        {
            < VoicePoint.TimbreDimensions => point.SquaredDistance > FreeSquaredDistance ? 2 * DistanceCost * value : 0,
            VoicePoint.Formant => 2 * FormantCost * value,
            _ => 2 * GainCost * VoicePoint.GainUnitDb * VoicePoint.GainUnitDb * value,
        };
    }

    private static float SquaredDistance(VoicePoint a, VoicePoint b)
    {
        var distance = TensorPrimitives.Distance(a.Values, b.Values);
        return distance * distance;
    }
}
