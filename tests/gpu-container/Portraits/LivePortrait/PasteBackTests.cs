using System.Numerics;
using Avatar.Engines.Portraits.Analysis;
using Avatar.Engines.Portraits.LivePortrait;
using Avatar.Engines.Portraits.Mesh;
using Avatar.Engines.Tests.Portraits.Mesh;

namespace Avatar.Engines.Tests.Portraits.LivePortrait;

public sealed class PasteBackTests(DrawnFaces faces) : IClassFixture<DrawnFaces>
{
    private const int Side = LivePortraitModel.OutputSide;

    [Fact]
    public void The_square_fades_over_16_of_512_pixels()
    {
        Assert.Equal(1, PasteBack.Weight(new Vector2(0.5f)));
        Assert.Equal(1, PasteBack.Weight(new Vector2(0.5f, 16f / 512)));
        Assert.Equal(0.5f, PasteBack.Weight(new Vector2(8f / 512, 0.5f)), 5);
        Assert.Equal(0.25f, PasteBack.Weight(new Vector2(1 - 8f / 512, 1 - 8f / 512)), 4);
        Assert.Equal(0, PasteBack.Weight(new Vector2(-0.01f, 0.5f)));
        Assert.Equal(0, PasteBack.Weight(new Vector2(0.5f, 1)));
    }

    [Fact]
    public void White_in_a_black_picture_is_where_the_square_is()
    {
        var black = new RgbaImage(200, 100, new byte[200 * 100 * 4]);
        var frame = new byte[200 * 100 * 3 / 2];
        new PasteBack(black, ImageRegion.Upright(40, 20, 64, 64)).Draw([.. Enumerable.Repeat(1f, 3 * Side * Side)], frame);
        Assert.Equal(16, frame[50 * 200 + 39]);
        Assert.Equal(16, frame[19 * 200 + 70]);
        Assert.Equal(235, frame[52 * 200 + 72]);
        // The first pixel's middle is half a pixel inside, of the two over which 64 pixels fade: a quarter of 219 above 16.
        Assert.Equal(16 + 219 / 4, frame[52 * 200 + 40], 1f);
        // Without colour.
        Assert.All(frame[(200 * 100)..], chroma => Assert.Equal(128, chroma));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.4f)]
    [InlineData(-1.2f)]
    public void A_square_that_is_not_animated_leaves_the_picture_as_it_is(float tilt)
    {
        var still = faces.Framed("mei", new(512, 512)).Image;
        var crop = new ImageRegion(new Vector2(250, 230), new Vector2(512), tilt);
        var square = new ImagePyramid(still).SamplePlanes(crop, Side, Border.Replicate, 1 / 255f, 0);
        var (rest, frame) = (new byte[512 * 512 * 3 / 2], new byte[512 * 512 * 3 / 2]);
        new LumaChromaPlanes(still).CopyTo(rest);
        new PasteBack(still, crop).Draw(square, frame);
        // Sampled twice it is a little softer, and nowhere else.
        Assert.InRange(rest.Zip(frame, (a, b) => Math.Abs(a - b)).Average(), 0, 1.5);
    }

    [Fact]
    public void A_square_outside_of_the_picture_leaves_it_as_it_is()
    {
        var still = faces.Framed("bruce", new(128, 128)).Image;
        var (rest, frame) = (new byte[128 * 128 * 3 / 2], new byte[128 * 128 * 3 / 2]);
        new LumaChromaPlanes(still).CopyTo(rest);
        new PasteBack(still, ImageRegion.Upright(-300, -300, 100, 100)).Draw(new float[3 * Side * Side], frame);
        Assert.Equal(rest, frame);
    }
}
