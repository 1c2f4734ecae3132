using System.Numerics.Tensors;

namespace Avatar.Engines.Voices.Reference;

/// <summary>Tells whether a recording holds one speaker: windows of 1.6 s, the encoder's own length, split into the two groups that differ most.</summary>
internal static class SpeakerCheck
{
    private const int WindowSamples = SpeakerEncoder.SampleRateHz * 8 / 5;
    private const int Rounds = 10;

    /// <summary>The smaller group's share of the windows.</summary>
    /// <param name="Share">0 to 0.5.</param>
    /// <param name="Similarity">The cosine of the two groups' means; 1 where there are too few windows to tell.</param>
    internal readonly record struct Split(double Share, double Similarity);

    /// <summary>Splits a recording.</summary>
    /// <param name="encoder">Tells speakers apart.</param>
    /// <param name="speech">At 16 kHz, without its silences.</param>
    public static Split Of(SpeakerEncoder encoder, ReadOnlySpan<float> speech)
    {
        var windows = new List<float[]>();
        for (var start = 0; start + WindowSamples <= speech.Length; start += WindowSamples / 2) windows.Add(encoder.Embed(speech.Slice(start, WindowSamples)));
        if (windows.Count < 4) return new Split(0, 1);

        var (a, b) = Furthest(windows);
        for (var round = 0; round < Rounds; round++)
        {
            var nearA = windows.Where(window => Cosine(window, a) >= Cosine(window, b)).ToList();
            var nearB = windows.Except(nearA).ToList();
            if (nearA.Count == 0 || nearB.Count == 0) return new Split(0, 1);
            (a, b) = (Mean(nearA), Mean(nearB));
        }

        var shareA = windows.Count(window => Cosine(window, a) >= Cosine(window, b)) / (double)windows.Count;
        return new Split(Math.Min(shareA, 1 - shareA), Cosine(a, b));
    }

    private static (float[] A, float[] B) Furthest(List<float[]> windows)
    {
        var (a, b, least) = (windows[0], windows[0], double.MaxValue);
        foreach (var one in windows)
            foreach (var other in windows)
                if (Cosine(one, other) is var cosine && cosine < least)
                    (a, b, least) = (one, other, cosine);
        return (a, b);
    }

    private static float[] Mean(List<float[]> windows)
    {
        var sum = new float[windows[0].Length];
        foreach (var window in windows) TensorPrimitives.Add(sum, window, sum);
        return sum;
    }

    private static double Cosine(float[] a, float[] b) => TensorPrimitives.CosineSimilarity<float>(a, b);
}
