namespace Avatar.Engines.Portraits.Motion;

/// <summary>The smooth curves that all motion is made of. Each has a bounded support, so that only nearby speech counts.</summary>
internal static class Curves
{
    /// <summary>0 below 0, 1 above 1, and between them the quintic with no slope and no curvature at both ends.</summary>
    public static double Step(double x) => x <= 0 ? 0 : x >= 1 ? 1 : x * x * x * (x * (x * 6 - 15) + 10);

    /// <summary>Rises from 0 to 1 within <paramref name="riseSeconds"/> before <paramref name="peak"/> and falls back within <paramref name="fallSeconds"/> after it.</summary>
    public static double Bump(double time, double peak, double riseSeconds, double fallSeconds) =>
        time < peak ? Step((time - peak + riseSeconds) / riseSeconds) : 1 - Step((time - peak) / fallSeconds);

    /// <summary>1 from <paramref name="start"/> to <paramref name="end"/>, with ramps to 0 outside.</summary>
    public static double Plateau(double time, double start, double end, double rampSeconds) =>
        Step((time - start + rampSeconds) / rampSeconds) * (1 - Step((time - end) / rampSeconds));
}
