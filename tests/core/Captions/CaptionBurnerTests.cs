using Avatar.Core.Captions;
using Avatar.Core.Media;
using Avatar.Core.Tests.Media;

namespace Avatar.Core.Tests.Captions;

public sealed class CaptionBurnerTests
{
    private static readonly CaptionCue[] Cues = [new(0.1, 0.2, ["Hello"]), new(0.3, 0.4, ["你好，世界。", "¡Señor!"])];

    [Fact]
    public async Task Frames_change_only_while_a_cue_is_shown_and_only_in_its_area()
    {
        var size = new FrameSize(256, 256);
        var changed = new List<bool>();
        var number = 0;
        await foreach (var frame in CaptionBurner.BurnAsync(
            TestMedia.Frames(12, size), Cues, size, FrameRate.Fps25, startFrame: 0, CancellationToken.None))
            using (frame)
            using (var plain = TestMedia.Frame(number++, size))
            {
                changed.Add(!frame.I420.Span.SequenceEqual(plain.I420.Span));
                var area = new CaptionImage(Cues[number <= 6 ? 0 : 1], size).Area;
                AssertEqualOutside(area.Left, area.Top, area.Right, area.Bottom, 256, frame.I420.Span, plain.I420.Span);
                AssertEqualOutside(
                    area.Left / 2, area.Top / 2, area.Right / 2, area.Bottom / 2, 128, frame.I420.Span[65536..], plain.I420.Span[65536..(65536 + 16384)]);
                if (changed[^1]) Assert.Contains((byte)235, frame.I420.Span[..65536].ToArray());
            }

        Assert.Equal([2, 3, 4, 7, 8, 9], Enumerable.Range(0, 12).Where(i => changed[i]));
    }

    [Fact]
    public async Task A_segment_takes_the_cues_of_its_place_in_the_video()
    {
        var size = new FrameSize(128, 96);
        var first = true;
        await foreach (var frame in CaptionBurner.BurnAsync(
            TestMedia.Frames(1, size, 8), Cues, size, FrameRate.Fps25, startFrame: 8, CancellationToken.None))
            using (frame)
            using (var plain = TestMedia.Frame(8, size))
            {
                Assert.False(frame.I420.Span.SequenceEqual(plain.I420.Span));
                first = false;
            }

        Assert.False(first);
    }

    [Fact]
    public void Characters_that_cannot_be_drawn_are_left_out()
    {
        var size = new FrameSize(128, 96);
        Assert.True(new CaptionImage(new CaptionCue(0, 1, ["\U000E0041"]), size).Area.IsEmpty);
        Assert.Equal(
            new CaptionImage(new CaptionCue(0, 1, ["Hi"]), size).Area, new CaptionImage(new CaptionCue(0, 1, ["Hi\U000E0041"]), size).Area);
    }

    [Theory]
    [InlineData(256, 256)]
    [InlineData(1280, 720)]
    [InlineData(144, 256)]
    [InlineData(2, 2)]
    public void Long_lines_stay_inside_the_frame(int width, int height)
    {
        var area = new CaptionImage(new CaptionCue(0, 1, [new string('W', 60), new string('字', 40)]), new FrameSize(width, height)).Area;
        Assert.InRange(area.Left, 0, area.Right);
        Assert.InRange(area.Top, 0, area.Bottom);
        Assert.InRange(area.Right, 0, width);
        Assert.InRange(area.Bottom, 0, height);
    }

    [Fact]
    public void Blending_is_exact()
    {
        for (var alpha = 0; alpha <= 255; alpha += 5)
        {
            var target = Enumerable.Range(0, 256).Select(i => (byte)i).Append((byte)7).ToArray();
            var colour = new byte[target.Length];
            colour.AsSpan().Fill((byte)(alpha / 2));
            var kept = new byte[target.Length];
            kept.AsSpan().Fill((byte)(255 - alpha));
            var expected = target.Select(value => (byte)(alpha / 2 + (value * (255 - alpha) * 2 + 255) / 510)).ToArray();
            AlphaBlend.Over(target, colour, kept);
            Assert.Equal(expected, target);
        }
    }

    private static void AssertEqualOutside(int left, int top, int right, int bottom, int width, ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        for (var i = 0; i < Math.Min(a.Length, b.Length); i++)
            if (i % width < left || i % width >= right || i / width < top || i / width >= bottom)
                if (i < width * width) Assert.Equal(b[i], a[i]);
    }
}
