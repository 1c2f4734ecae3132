using System.Numerics;
using Avatar.Core.Media;
using Avatar.Engines.Portraits.Analysis;
using CsCheck;

namespace Avatar.Engines.Tests.Portraits.Analysis;

public class FramingTests
{
    private static readonly Gen<FrameSize> Sizes = Gen.Int[0, 2].Select(shape => new FrameSize[] { new(512, 512), new(640, 360), new(360, 640) }[shape]);

    [Fact]
    public void The_frame_has_the_videos_shape_and_holds_the_head() =>
        Gen.Select(Gen.Float[200, 3000], Gen.Float[200, 3000], Gen.Float[0.1f, 0.9f], Gen.Float[0, 1], Gen.Float[0, 1], Sizes)
            .Sample((width, height, part, x, y, size) =>
            {
                var headHeight = part * MathF.Min(height, width);
                var top = y * (height - headHeight);
                var centre = headHeight * 0.4f + x * (width - headHeight * 0.8f);
                var head = new HeadBounds(top, top + headHeight, top + headHeight * 0.5f, centre, headHeight * 0.75f);
                var frame = Framing.Choose(head, new Vector2(width, height), size);
                var (min, max) = (frame.Centre - frame.Size / 2, frame.Centre + frame.Size / 2);
                Assert.Equal((float)size.WidthPx / size.HeightPx, frame.Size.X / frame.Size.Y, 0.001f);
                Assert.True(min.Y <= head.TopPx + 0.01f * height && max.Y >= head.ChinPx - 0.01f * height);
                Assert.True(min.X <= centre - headHeight * 0.375f + 1 && max.X >= centre + headHeight * 0.375f - 1);
            });

    [Fact]
    public void With_room_around_it_the_head_takes_its_usual_place()
    {
        var head = new HeadBounds(1000, 1570, 1300, 2000, 430);
        var frame = Framing.Choose(head, new Vector2(4000, 4000), new FrameSize(512, 512));
        Assert.Equal(0.57f, head.HeightPx / frame.Size.Y, 0.01f);
        Assert.Equal(0.43f, (head.EyesPx - (frame.Centre.Y - frame.Size.Y / 2)) / frame.Size.Y, 0.05f);
        Assert.Equal(2000, frame.Centre.X, 0.1f);
    }

    [Fact]
    public void A_tight_square_photo_is_shown_whole_in_a_square_video()
    {
        var frame = Framing.Choose(new HeadBounds(0, 850, 420, 450, 550), new Vector2(894, 892), new FrameSize(512, 512));
        Assert.Equal(892, frame.Size.Y, 0.1f);
        Assert.InRange(frame.Centre.X, 446, 448);
    }
}
