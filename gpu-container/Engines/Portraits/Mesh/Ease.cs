namespace Avatar.Engines.Portraits.Mesh;

/// <summary>Smooth shapes that displacement fields are made of.</summary>
internal static class Ease
{
    /// <summary>0 below <paramref name="from"/>, 1 above <paramref name="to"/>, smooth between (quintic: its second derivative is continuous too).</summary>
    public static float Step(float from, float to, float x)
    {
        var t = Math.Clamp((x - from) / (to - from), 0, 1);
        return t * t * t * ((t * ((6 * t) - 15)) + 10);
    }

    /// <summary>1 at 0, falling as a Gaussian of standard deviation <paramref name="width"/>.</summary>
    public static float Bell(float x, float width) => MathF.Exp(-0.5f * x * x / (width * width));

    /// <summary>1 in the middle, 0 from -1 and 1 outwards; steep at the ends like a parabola, but with a soft foot.</summary>
    public static float Arch(float x)
    {
        var t = 1 - (x * x);
        return t <= 0 ? 0 : t * MathF.Sqrt(t);
    }
}
