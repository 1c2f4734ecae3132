using Avatar.Core.Media;

namespace Avatar.Core.Tests.Media;

/// <summary>Frames and sounds whose content tells which they are.</summary>
internal static class TestMedia
{
    private const int SampleRateHz = 24000;

    public static readonly FrameSize Small = new(128, 96);

    /// <summary>Frames with a gradient and a brightness that steps with the number: 40, 44, 48 ... 200, 40 ...</summary>
    public static async IAsyncEnumerable<VideoFrame> Frames(int count, FrameSize size, int first = 0)
    {
        for (var number = first; number < first + count; number++)
        {
            await Task.Yield();
            yield return Frame(number, size);
        }
    }

    public static VideoFrame Frame(int number, FrameSize size)
    {
        var frame = VideoFrame.Rent(size);
        var planes = frame.I420.Span;
        var luma = planes[..(size.WidthPx * size.HeightPx)];
        for (var i = 0; i < luma.Length; i++) luma[i] = (byte)(Brightness(number) + i % size.WidthPx * 16 / size.WidthPx);
        planes[luma.Length..].Fill(110);
        return frame;
    }

    public static int Brightness(int number) => 40 + number * 4 % 160;

    /// <summary>A voiced-like sound: 130 Hz with harmonics, in syllables, with a click now and then.</summary>
    public static float[] Voice(int samples, double level = 0.1, double click = 0)
    {
        var sound = new float[samples];
        for (var i = 0; i < samples; i++)
        {
            var seconds = i / 24000.0;
            var envelope = Math.Max(0, Math.Sin(seconds * 2 * Math.PI * 2)) + 0.02;
            for (var harmonic = 1; harmonic <= 12; harmonic++)
                sound[i] += (float)(level * envelope * Math.Sin(2 * Math.PI * 130 * harmonic * seconds) / harmonic);
            if (click > 0 && i % 11000 is >= 500 and < 520) sound[i] += (float)click;
        }

        return sound;
    }

    /// <summary>Segments of so many frames each, with the voice.</summary>
    public static async Task<List<SegmentFiles>> SegmentsAsync(
        TemporaryFolder folder, VideoFormat format, FrameRate rate, int[] frameCounts, double level = 0.1, double click = 0)
    {
        var segments = new List<SegmentFiles>();
        var first = 0;
        foreach (var count in frameCounts)
        {
            var segment = new SegmentFiles(folder[$"segment{segments.Count}{format.Extension()}"], folder[$"segment{segments.Count}.wav"]);
            await SegmentEncoder.EncodeAsync(
                Frames(count, Small, first), Small, rate, format, segment.VideoPath, CancellationToken.None);
            var samples = count * rate.SamplesPerFrame(SampleRateHz);
            await WavFile.WriteAsync(segment.AudioPath, Voice(samples - 100, level, click), samples, SampleRateHz, CancellationToken.None);
            segments.Add(segment);
            first += count;
        }

        return segments;
    }
}
