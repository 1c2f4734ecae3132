using System.Numerics.Tensors;

namespace Avatar.Engines.Voices;

/// <summary>
/// How fast somebody speaks: syllable nuclei are peaks of loudness with a dip before them and a voice (de Jong and Wempe, "Praat script to detect
/// syllable nuclei and measure speech rate automatically", Behavior Research Methods 41, 2009).
/// </summary>
internal static class SpeakingRate
{
    private const int HopSamples = PitchTracker.HopSamples;
    private const double LeastDipDb = 2;
    private const double FloorBelowPeakDb = 25;

    /// <summary>Syllables a second.</summary>
    /// <param name="speech">At 16 kHz, without its silences.</param>
    /// <param name="pitchHz">Its pitch, from <see cref="PitchTracker"/>.</param>
    public static double SyllablesPerSecond(ReadOnlySpan<float> speech, float[] pitchHz)
    {
        var hops = Math.Min(pitchHz.Length, speech.Length / HopSamples);
        if (hops == 0) return 0;
        var loudness = new double[hops];
        for (var i = 0; i < hops; i++)
        {
            // 64 ms around the hop.
            var from = Math.Max(0, (i - 1) * HopSamples - HopSamples / 2);
            var window = speech[from..Math.Min(speech.Length, from + 4 * HopSamples)];
            loudness[i] = 10 * Math.Log10(TensorPrimitives.SumOfSquares(window) / window.Length + 1e-10);
        }

        var floor = loudness.Max() - FloorBelowPeakDb;
        var (nuclei, low, high, highAt) = (0, loudness[0], double.MinValue, 0);
        for (var i = 0; i < hops; i++)
        {
            if (loudness[i] > high) (high, highAt) = (loudness[i], i);
            if (high - loudness[i] >= LeastDipDb)
            {
                if (high >= floor && high - low >= LeastDipDb && pitchHz[highAt] > 0) nuclei++;
                (low, high) = (loudness[i], loudness[i]);
                highAt = i;
            }
            else if (loudness[i] < low)
            {
                (low, high, highAt) = (loudness[i], loudness[i], i);
            }
        }

        return nuclei * (double)PitchTracker.SampleRateHz / (hops * HopSamples);
    }
}
