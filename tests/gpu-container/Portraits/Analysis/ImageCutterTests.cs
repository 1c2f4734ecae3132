using System.Numerics;
using Avatar.Engines.Portraits.Analysis;
using CsCheck;

namespace Avatar.Engines.Tests.Portraits.Analysis;

public class ImageCutterTests
{
    private static readonly RgbaImage Ramp = Make(200, 160, (x, y) => new Vector3(x + 0.5f, y + 0.5f, 0));

    [Fact]
    public void Points_stay_where_the_rectangle_puts_them() =>
        Gen.Select(Gen.Float[20, 60], Gen.Float[20, 40], Gen.Float[0.4f, 3]).Sample((left, top, step) =>
        {
            const int side = 30;
            var cut = ImageCutter.Cut(Ramp, ImageRegion.Upright(left, top, side * step, side * step), side, side);
            for (var index = 0; index < side; index++)
            {
                // The ramp's value at a point is its coordinate; bytes are rounded down from value + 0.5.
                var at = (index * side + index) * 4;
                Assert.Equal(left + (index + 0.5f) * step, cut.Pixels[at], 1.6f);
                Assert.Equal(top + (index + 0.5f) * step, cut.Pixels[at + 1], 1.6f);
            }
        });

    [Fact]
    public void Past_the_edge_the_picture_goes_on_without_a_step()
    {
        var cut = ImageCutter.Cut(Ramp, ImageRegion.Upright(-60, 0, 320, 160), 320, 160);
        for (var x = 1; x < 320; x++)
            Assert.InRange(cut.Pixels[(80 * 320 + x) * 4] - cut.Pixels[(80 * 320 + x - 1) * 4], -8, 8);
        Assert.InRange(cut.Pixels[80 * 320 * 4], 0, 30);
    }

    [Fact]
    public void Box_means_are_the_means_of_the_cells_within_reach() =>
        Gen.Select(Gen.Int[1, 12], Gen.Int[1, 12], Gen.Int[0, 14]).Sample((width, height, radius) =>
        {
            var cells = Enumerable.Range(0, width * height).Select(i => new Vector4(i * 7 % 11, i, -i, 1)).ToArray();
            var means = BoxFilter.Mean(cells, width, height, radius);
            for (var i = 0; i < cells.Length; i++)
            {
                var near = cells.Where((_, j) => Math.Abs(j % width - i % width) <= radius && Math.Abs(j / width - i / width) <= radius).ToList();
                var mean = near.Aggregate(Vector4.Zero, (sum, cell) => sum + cell) / near.Count;
                Assert.True(Vector4.Distance(mean, means[i]) < 1e-2f);
            }
        });

    [Fact]
    public void The_old_background_leaves_half_covered_pixels()
    {
        var (person, wall) = (new Vector3(200, 40, 30), new Vector3(20, 60, 220));
        var matte = new byte[64 * 64];
        var image = Make(64, 64, (x, y) =>
        {
            var alpha = Math.Clamp((44 - x) / 24f, 0, 1);
            matte[y * 64 + x] = (byte)(alpha * 255 + 0.5f);
            return Vector3.Lerp(wall, person, alpha);
        });
        var cleaned = ForegroundColours.Clean(image, matte);
        for (var x = 0; x < 44; x++)
        {
            var at = (32 * 64 + x) * 4;
            Assert.InRange(cleaned.Pixels[at], 180, 215);
            Assert.InRange(cleaned.Pixels[at + 2], 10, 55);
        }
    }

    private static RgbaImage Make(int width, int height, Func<int, int, Vector3> colour)
    {
        var pixels = new byte[width * height * 4];
        for (var y = 0; y < height; y++)
        for (var x = 0; x < width; x++)
        {
            var value = colour(x, y);
            var at = (y * width + x) * 4;
            (pixels[at], pixels[at + 1], pixels[at + 2], pixels[at + 3]) = ((byte)value.X, (byte)value.Y, (byte)value.Z, 255);
        }
        return new RgbaImage(width, height, pixels);
    }
}
