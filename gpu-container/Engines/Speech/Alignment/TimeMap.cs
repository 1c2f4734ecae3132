using System.Numerics.Tensors;
using Avatar.Engines.Audio;
using Avatar.Engines.Speech.Marks;

namespace Avatar.Engines.Speech.Alignment;

/// <summary>Which moment of one audio is which of another that says the same.</summary>
internal sealed class TimeMap
{
    private readonly double _fromSeconds;
    private readonly double _toSeconds;
    private readonly int[] _columns;

    /// <summary>Lays audio over audio, both at <see cref="SpeechAssembler.SampleRateHz"/>.</summary>
    public TimeMap(float[] from, float[] to)
    {
        // Silence at the ends may be of any length, and says nothing.
        (_fromSeconds, var rows) = Sounding(from);
        (_toSeconds, var frames) = Sounding(to);
        _columns = TimeWarp.Starts([.. rows.Select(row => Array.ConvertAll(frames, frame => TensorPrimitives.Distance<float>(row, frame)))]);
    }

    /// <summary>The moment of the other audio. It never goes back as <paramref name="seconds"/> goes on.</summary>
    public double At(double seconds)
    {
        var place = Math.Clamp((seconds - _fromSeconds) / PhoneticFeatures.HopSeconds, 0, _columns.Length - 1);
        var row = (int)place;
        var next = Math.Min(row + 1, _columns.Length - 1);
        return _toSeconds + (_columns[row] + (place - row) * (_columns[next] - _columns[row])) * PhoneticFeatures.HopSeconds;
    }

    private static (double StartSeconds, float[][] Frames) Sounding(float[] samples)
    {
        var (start, end) = new SpeechEnvelope(samples).Sounding();
        var first = (int)(start * SpeechAssembler.SampleRateHz);
        var last = Math.Min(samples.Length, (int)(end * SpeechAssembler.SampleRateHz));
        return (start, PhoneticFeatures.Of(samples.AsSpan(first, last - first)));
    }
}
