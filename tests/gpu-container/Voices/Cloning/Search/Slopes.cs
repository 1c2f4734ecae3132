using Avatar.Engines.Voices;
using Avatar.Engines.Voices.Cloning.Search;

namespace Avatar.Tests.Voices.Cloning.Search;

/// <summary>Compares slopes with small steps.</summary>
internal static class Slopes
{
    private const float Step = 0.003f;

    /// <summary>A point and the slope of a function of its embedding.</summary>
    public static (VoicePoint Point, float[] Slope) Case(int seed)
    {
        var random = new Random(seed);
        var slope = Enumerable.Range(0, SpeakerEncoder.EmbeddingLength).Select(_ => random.NextSingle()).ToArray();
        return (VoicePoint.Of(new float[VoicePoint.TimbreDimensions], Math.Log(150)).Near(random, 0.5, 0.3), slope);
    }

    /// <summary>Checks the slope of a function at a point, along some dimensions of each kind.</summary>
    public static void Check(VoicePoint point, float[] slope, Func<VoicePoint, double> function)
    {
        foreach (var dimension in (int[])[0, 1, 7, 40, VoicePoint.Formant, VoicePoint.EqualizerStart + 3])
        {
            var measured = (function(Moved(dimension, Step)) - function(Moved(dimension, -Step))) / (2 * Step);
            Assert.Equal(measured, slope[dimension], 0.05 * Math.Abs(measured) + 5e-3);
        }

        VoicePoint Moved(int dimension, float step)
        {
            var values = point.Values.ToArray();
            values[dimension] += step;
            return VoicePoint.Taken(values);
        }
    }
}
