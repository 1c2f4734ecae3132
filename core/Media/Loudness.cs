namespace Avatar.Core.Media;

/// <summary>How loud audio is, by ITU-R BS.1770 and EBU R 128.</summary>
/// <param name="IntegratedLufs">Integrated loudness; <see cref="SilenceLufs"/> when nothing passes the gate.</param>
/// <param name="TruePeakDb">True peak in dBTP; negative infinity in silence.</param>
public readonly record struct Loudness(double IntegratedLufs, double TruePeakDb)
{
    /// <summary>The absolute gate: what is not louder counts as silence.</summary>
    public const double SilenceLufs = -70;

    /// <summary>Whether there is nothing to hear.</summary>
    public bool IsSilent => IntegratedLufs <= SilenceLufs;
}
