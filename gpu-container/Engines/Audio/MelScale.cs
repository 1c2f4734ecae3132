namespace Avatar.Engines.Audio;

/// <summary>A scale of pitch as it is heard.</summary>
internal enum MelScale
{
    /// <summary>Even up to 1000 Hz and logarithmic above (M. Slaney, Auditory Toolbox, Interval Research report 1998-010; the default of librosa).</summary>
    Slaney,

    /// <summary>2595 log10(1 + Hz / 700), of HTK (https://htk.eng.cam.ac.uk); the default of torchaudio.</summary>
    Htk,
}

/// <summary>Mel and Hz.</summary>
internal static class MelScales
{
    private const double LinearHzPerMel = 200.0 / 3;
    private const double LogStartHz = 1000;
    private const double LogStartMel = LogStartHz / LinearHzPerMel;
    private static readonly double LogStep = Math.Log(6.4) / 27;

    /// <summary>The mel of a frequency.</summary>
    public static double ToMel(this MelScale scale, double hz) =>
        scale == MelScale.Htk ? 2595 * Math.Log10(1 + hz / 700)
        : hz < LogStartHz ? hz / LinearHzPerMel
        : LogStartMel + Math.Log(hz / LogStartHz) / LogStep;

    /// <summary>The frequency of a mel.</summary>
    public static double ToHz(this MelScale scale, double mel) =>
        scale == MelScale.Htk ? 700 * (Math.Pow(10, mel / 2595) - 1)
        : mel < LogStartMel ? mel * LinearHzPerMel
        : LogStartHz * Math.Exp(LogStep * (mel - LogStartMel));
}
