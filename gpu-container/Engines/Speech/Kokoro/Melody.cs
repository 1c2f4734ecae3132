namespace Avatar.Engines.Speech.Kokoro;

/// <summary>How the pitch differs from what the model predicts for a style.</summary>
/// <param name="PitchRatio">What every pitch is multiplied by.</param>
/// <param name="RangeExponent">How far it moves from its mean: 0 monotone, 1 as predicted.</param>
internal readonly record struct Melody(double PitchRatio, double RangeExponent)
{
    /// <summary>No difference.</summary>
    public static readonly Melody AsPredicted = new(1, 1);
}
