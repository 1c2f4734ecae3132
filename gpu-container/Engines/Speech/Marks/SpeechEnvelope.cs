using System.Numerics.Tensors;

namespace Avatar.Engines.Speech.Marks;

/// <summary>The loudness of audio over short frames, and which of them are silent.</summary>
internal sealed class SpeechEnvelope
{
    private const double FrameSeconds = (double)FrameSamples / SpeechAssembler.SampleRateHz;
    private const int FrameSamples = 120; // 5 ms

    // Speech fades over some 40 dB; closures of stops and breath lie below that, the model's own floor lies near -75 dBFS.
    private const float SilenceBelowLoudest = 0.01f;
    private const float QuietestSilence = 0.001f;

    private readonly float[] _rms;
    private readonly float _silence;

    /// <summary>Measures audio at <see cref="SpeechAssembler.SampleRateHz"/>.</summary>
    public SpeechEnvelope(ReadOnlySpan<float> samples)
    {
        _rms = Rms(samples, FrameSamples);
        _silence = MathF.Max(QuietestSilence, (_rms.Length == 0 ? 0 : TensorPrimitives.Max(_rms)) * SilenceBelowLoudest);
    }

    /// <summary>When the first and the last sound begin and end; both 0 when all is silent.</summary>
    public (double StartSeconds, double EndSeconds) Sounding()
    {
        var first = Array.FindIndex(_rms, rms => rms > _silence);
        if (first < 0) return (0, 0);
        return (first * FrameSeconds, (Array.FindLastIndex(_rms, rms => rms > _silence) + 1) * FrameSeconds);
    }

    /// <summary>The longest silence within a range; of length 0 when there is none.</summary>
    public (double StartSeconds, double EndSeconds) LongestSilence(double startSeconds, double endSeconds)
    {
        var first = Math.Clamp((int)(startSeconds / FrameSeconds), 0, _rms.Length);
        var last = Math.Clamp((int)Math.Ceiling(endSeconds / FrameSeconds), first, _rms.Length);
        int longestStart = first, longest = 0, length = 0;
        for (var i = first; i < last; i++)
        {
            length = _rms[i] > _silence ? 0 : length + 1;
            if (length <= longest) continue;
            longest = length;
            longestStart = i - length + 1;
        }

        return (longestStart * FrameSeconds, (longestStart + longest) * FrameSeconds);
    }

    /// <summary>Root mean square of each run of <paramref name="frameSamples"/>; the last may be shorter.</summary>
    public static float[] Rms(ReadOnlySpan<float> samples, int frameSamples)
    {
        var rms = new float[(samples.Length + frameSamples - 1) / frameSamples];
        for (var i = 0; i < rms.Length; i++)
        {
            var start = i * frameSamples;
            var frame = samples.Slice(start, Math.Min(frameSamples, samples.Length - start));
            rms[i] = MathF.Sqrt(TensorPrimitives.SumOfSquares(frame) / frame.Length);
        }

        return rms;
    }
}
