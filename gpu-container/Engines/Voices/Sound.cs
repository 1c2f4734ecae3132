using System.Numerics.Tensors;

namespace Avatar.Engines.Voices;

/// <summary>Levels of sound.</summary>
internal static class Sound
{
    /// <summary>The mean square; 0 of nothing.</summary>
    public static double Power(ReadOnlySpan<float> samples) => samples.IsEmpty ? 0 : TensorPrimitives.SumOfSquares(samples) / (double)samples.Length;

    /// <summary>A power in dB; full scale is 0, silence -120.</summary>
    public static double Db(double power) => 10 * Math.Log10(power + 1e-12);

    /// <summary>The samples brought to a level; silence stays silence.</summary>
    public static float[] AtLevel(ReadOnlySpan<float> samples, double levelDb)
    {
        var scaled = new float[samples.Length];
        if (Power(samples) is var power and > 0) TensorPrimitives.Multiply(samples, (float)(Math.Pow(10, levelDb / 20) / Math.Sqrt(power)), scaled);
        return scaled;
    }
}
