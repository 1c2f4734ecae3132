using System.Numerics.Tensors;
using Avatar.Engines.Audio;
using Avatar.Engines.Speech.Kokoro;

namespace Avatar.Engines.Voices.Cloning.Search;

/// <summary>
/// A voice that can be tried, as the inputs of <see cref="VoiceMap"/>: a place in the timbre space, the pitch it speaks at, a formant ratio and an
/// equalizer, each scaled so that a step of one is a plain change of sound.
/// </summary>
internal readonly struct VoicePoint
{
    /// <summary>How many values a point has.</summary>
    public const int Dimensions = EqualizerStart + Equalizer.BandCount;

    /// <summary>How many of them are the place in the timbre space.</summary>
    public const int TimbreDimensions = 128;

    /// <summary>The timbre's first values, along which voices differ most; a search leaves the others as they are.</summary>
    public const int SearchedTimbre = 48;

    /// <summary>Where the formant ratio is.</summary>
    public const int Formant = PitchPlace + 1;

    /// <summary>Where the gains of the equalizer begin.</summary>
    public const int EqualizerStart = Formant + 1;

    /// <summary>The gain that a value of one stands for.</summary>
    public const float GainUnitDb = 4;

    private const int PitchPlace = TimbreDimensions;
    private const float PitchMiddle = 5;
    private const float PitchUnit = 0.3f;
    private const float FormantUnit = 0.1f;

    private readonly float[] _values;

    private VoicePoint(float[] values) => _values = values;

    /// <summary>All values.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>The natural logarithm of the pitch in Hz.</summary>
    public double LogF0 => PitchMiddle + PitchUnit * _values[PitchPlace];

    /// <summary>The place in the timbre space.</summary>
    public ReadOnlySpan<float> Timbre => _values.AsSpan(0, TimbreDimensions);

    /// <summary>The formant ratio, one that <see cref="FormantShift"/> knows.</summary>
    public double FormantRatio => new FormantShift(1 + FormantUnit * _values[Formant]).Ratio;

    /// <summary>The gains of the equalizer.</summary>
    public double[] EqualizerDb => [.. _values.AsSpan(EqualizerStart).ToArray().Select(value => Math.Round(GainUnitDb * value, 2))];

    /// <summary>How far it is from the middle of the timbre space, squared; stock voices are at 70 to 130.</summary>
    public float SquaredDistance => TensorPrimitives.SumOfSquares(Timbre);

    /// <summary>The sum of the squares of the gains in dB.</summary>
    public float SquaredGainsDb => GainUnitDb * GainUnitDb * TensorPrimitives.SumOfSquares<float>(_values.AsSpan(EqualizerStart));

    /// <summary>A timbre as it is.</summary>
    /// <param name="timbre">Its place in the timbre space.</param>
    /// <param name="logF0">The natural logarithm of the pitch in Hz.</param>
    public static VoicePoint Of(ReadOnlySpan<float> timbre, double logF0)
    {
        var values = new float[Dimensions];
        timbre.CopyTo(values);
        values[PitchPlace] = ((float)logF0 - PitchMiddle) / PitchUnit;
        return new VoicePoint(values);
    }

    /// <summary>A timbre with other formants and an equalizer.</summary>
    /// <param name="timbre">Its place in the timbre space.</param>
    /// <param name="logF0">The natural logarithm of the pitch in Hz.</param>
    /// <param name="formantRatio">What formants are multiplied by.</param>
    /// <param name="gainsDb">The gains of the equalizer.</param>
    public static VoicePoint Of(ReadOnlySpan<float> timbre, double logF0, double formantRatio, ReadOnlySpan<double> gainsDb)
    {
        var values = Of(timbre, logF0)._values;
        values[Formant] = (float)(formantRatio - 1) / FormantUnit;
        for (var i = 0; i < gainsDb.Length; i++) values[EqualizerStart + i] = (float)gainsDb[i] / GainUnitDb;
        return Taken(values);
    }

    /// <summary>The point with these values, kept within what can be spoken.</summary>
    /// <param name="values">They are taken, not copied.</param>
    public static VoicePoint Taken(float[] values)
    {
        values[Formant] = Math.Clamp(values[Formant], (float)(FormantShift.Least - 1) / FormantUnit, (float)(FormantShift.Most - 1) / FormantUnit);
        foreach (ref var gain in values.AsSpan(EqualizerStart))
            gain = Math.Clamp(gain, (float)-Equalizer.MostDb / GainUnitDb, (float)Equalizer.MostDb / GainUnitDb);
        return new VoicePoint(values);
    }

    /// <summary>Whether a search moves along a dimension.</summary>
    public static bool IsSearched(int dimension) => dimension is < SearchedTimbre or >= Formant;

    /// <summary>A point near by.</summary>
    /// <param name="random">Draws the direction.</param>
    /// <param name="timbreSpread">The standard deviation of the searched timbre.</param>
    /// <param name="soundSpread">That of the formants and the gains.</param>
    public VoicePoint Near(Random random, double timbreSpread, double soundSpread)
    {
        var values = (float[])_values.Clone();
        for (var i = 0; i < Dimensions; i++)
            if (IsSearched(i))
                values[i] += (float)((i < TimbreDimensions ? timbreSpread : soundSpread) * Gaussian(random));
        return Spoken(values);
    }

    /// <summary>A point on the way to another.</summary>
    /// <param name="other">The other.</param>
    /// <param name="share">0 is this one, 1 the other.</param>
    public VoicePoint Towards(VoicePoint other, float share)
    {
        var values = new float[Dimensions];
        TensorPrimitives.Lerp<float>(_values, other._values, share, values);
        return Taken(values);
    }

    /// <summary>The point in the middle of others.</summary>
    /// <param name="points">At least one.</param>
    public static VoicePoint Mean(IReadOnlyList<VoicePoint> points)
    {
        var sum = new float[Dimensions];
        foreach (var point in points) TensorPrimitives.Add(sum, point._values, sum);
        TensorPrimitives.Divide(sum, points.Count, sum);
        return Taken(sum);
    }

    /// <summary>The point with other gains, near the ones it has.</summary>
    public VoicePoint Reequalized(Random random, double spread)
    {
        var values = (float[])_values.Clone();
        for (var i = EqualizerStart; i < Dimensions; i++) values[i] += (float)(spread * Gaussian(random));
        return Taken(values);
    }

    /// <summary>The point with the gains of another.</summary>
    public VoicePoint EqualizedAs(VoicePoint other) => Taken([.. _values[..EqualizerStart], .. other._values[EqualizerStart..]]);

    /// <summary>The point as it would be spoken: with a formant ratio that <see cref="FormantShift"/> knows.</summary>
    public VoicePoint Spoken() => Spoken((float[])_values.Clone());

    private static VoicePoint Spoken(float[] values)
    {
        var point = Taken(values);
        values[Formant] = (float)(point.FormantRatio - 1) / FormantUnit;
        return point;
    }

    // Box and Muller, "A Note on the Generation of Random Normal Deviates", 1958.
    private static double Gaussian(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
