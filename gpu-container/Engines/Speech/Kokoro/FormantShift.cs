using System.Collections.Concurrent;
using Avatar.Engines.Audio;

namespace Avatar.Engines.Speech.Kokoro;

/// <summary>
/// Moves the resonances of a voice as a shorter or longer vocal tract would. The model speaks slower and lower by a ratio, and what it says is
/// played faster by that ratio: pace and pitch are as they were asked for, and every formant is higher by it.
/// </summary>
internal readonly record struct FormantShift
{
    /// <summary>The least ratio.</summary>
    public const double Least = 0.85;

    /// <summary>The greatest ratio.</summary>
    public const double Most = 1.15;

    // Ratios of small whole numbers keep the resampler's filters few.
    private const int StepsOfOne = 40;

    private static readonly ConcurrentDictionary<(int Steps, int ToHz), Resampler> Resamplers = new();

    private readonly int _steps;

    /// <summary>The shift nearest to a ratio.</summary>
    /// <param name="ratio">What formants are multiplied by, <see cref="Least"/> to <see cref="Most"/>; what is outside counts as the end.</param>
    public FormantShift(double ratio) => _steps = (int)Math.Round(Math.Clamp(ratio, Least, Most) * StepsOfOne);

    /// <summary>What formants are multiplied by: a multiple of 1/40.</summary>
    public double Ratio => (double)_steps / StepsOfOne;

    /// <summary>The speed to ask of the model.</summary>
    public double SpeedFor(double speed) => speed / Ratio;

    /// <summary>The melody to ask of the model.</summary>
    public Melody MelodyFor(Melody melody) => melody with { PitchRatio = melody.PitchRatio / Ratio };

    /// <summary>What the model said, with its formants moved.</summary>
    /// <param name="samples">At the model's sample rate.</param>
    /// <param name="toHz">The sample rate wanted.</param>
    public float[] Apply(float[] samples, int toHz)
    {
        if (_steps == StepsOfOne && toHz == KokoroModel.SampleRateHz) return samples;
        return Resamplers
            .GetOrAdd((_steps, toHz), static key => new Resampler(KokoroModel.SampleRateHz / StepsOfOne * key.Steps, key.ToHz))
            .Resample(samples);
    }

    /// <summary>A time in what the model said, in what <see cref="Apply"/> makes of it.</summary>
    public double TimeOf(double seconds) => seconds / Ratio;

    /// <summary>The pitch of what <see cref="Apply"/> makes, in values as far apart as the model's.</summary>
    public float[] PitchOf(float[] f0Hz)
    {
        if (_steps == StepsOfOne) return f0Hz;
        var pitch = new float[(int)Math.Round(f0Hz.Length / Ratio)];
        for (var i = 0; i < pitch.Length; i++) pitch[i] = (float)(f0Hz[Math.Min((int)(i * Ratio), f0Hz.Length - 1)] * Ratio);
        return pitch;
    }
}
