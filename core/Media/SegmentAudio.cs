using Avatar.Core.Speech;

namespace Avatar.Core.Media;

/// <summary>A segment's audio as long as its video: padded with silence to whole frames, so that joined segments never drift apart.</summary>
public static class SegmentAudio
{
    /// <summary>How many frames cover the samples; at least one.</summary>
    public static int FrameCount(int sampleCount, int sampleRateHz, FrameRate rate)
    {
        var samplesPerFrame = rate.SamplesPerFrame(sampleRateHz);
        return Math.Max(1, (sampleCount + samplesPerFrame - 1) / samplesPerFrame);
    }

    /// <summary>How many samples the audio has once it fills its last frame.</summary>
    public static int SamplesPadded(int sampleCount, int sampleRateHz, FrameRate rate) =>
        FrameCount(sampleCount, sampleRateHz, rate) * rate.SamplesPerFrame(sampleRateHz);

    /// <summary>Writes the padded audio as a WAV file.</summary>
    public static Task WriteAsync(string path, SynthesizedSpeech speech, FrameRate rate, CancellationToken cancellationToken) => WavFile.WriteAsync(
        path, speech.Samples, SamplesPadded(speech.Samples.Length, speech.SampleRateHz, rate), speech.SampleRateHz, cancellationToken);
}
