namespace Avatar.Engines.Portraits.Mesh;

/// <summary>A colour in Y, Cb, Cr (BT.709 limited range), not rounded.</summary>
internal readonly record struct LumaChroma(float Y, float Cb, float Cr)
{
    /// <summary>Towards another colour: 0 this one, 1 the other.</summary>
    public LumaChroma Toward(LumaChroma other, float share) =>
        new(Y + ((other.Y - Y) * share), Cb + ((other.Cb - Cb) * share), Cr + ((other.Cr - Cr) * share));

    /// <summary>The same colour in less light.</summary>
    public LumaChroma Dimmed(float light) => new(16 + ((Y - 16) * light), 128 + ((Cb - 128) * light), 128 + ((Cr - 128) * light));
}
