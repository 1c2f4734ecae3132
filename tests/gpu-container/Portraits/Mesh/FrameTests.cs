using Avatar.Core.Media;
using Avatar.Core.Portraits;
using Avatar.Engines.Portraits.Analysis;
using Avatar.Engines.Portraits.Mesh;
using Avatar.Engines.Portraits.Motion;

namespace Avatar.Engines.Tests.Portraits.Mesh;

/// <summary>What holds for the pixels of every frame.</summary>
public sealed class FrameTests(DrawnFaces faces) : IClassFixture<DrawnFaces>
{
    private static readonly FrameSize Square = new(512, 512);
    private static readonly FaceControls Speaking = new() { JawOpen = 0.7f, LowerLipDrop = 0.3f, Pucker = 0.3f, UpperLipRaise = 0.3f };
    private static readonly FaceControls Everything = Speaking with
    {
        HeadYawDegrees = 7, HeadPitchDegrees = -5, HeadRollDegrees = 4, HeadShiftX = 0.1f, LeftLid = 0.5f, RightLid = 1, GazeXDegrees = 5, BrowInner = 1,
    };

    [Theory]
    [InlineData("bruce", 512, 512)]
    [InlineData("mei", 288, 512)]
    [InlineData("sofia", 910, 512)]
    [InlineData("mei", 256, 256)]
    [InlineData("bruce", 720, 720)]
    public void At_rest_the_frame_is_the_photo(string name, int width, int height)
    {
        var size = new FrameSize(width, height);
        var photo = LumaOf(faces.Framed(name, size).Image);
        var frame = faces.Draw(name, size, default);
        Assert.Equal(size.I420Bytes, frame.Length);
        var squares = photo.Zip(frame, (a, b) => (a - b) * (a - b)).Average();
        Assert.True(10 * Math.Log10(219 * 219 / squares) > 45, $"mean square {squares}");
    }

    [Fact]
    public void The_frame_s_edge_never_moves()
    {
        var (rest, moved) = (faces.Draw("bruce", Square, default), faces.Draw("bruce", Square, Everything));
        for (var i = 0; i < Square.WidthPx; i++)
            foreach (var pixel in (ReadOnlySpan<int>)[i, i + (511 * 512), i * 512, (i * 512) + 511])
                Assert.Equal(rest[pixel], moved[pixel]);
    }

    [Theory]
    [InlineData("bruce")]
    [InlineData("mei")]
    [InlineData("sofia")]
    public void Speech_leaves_eyes_hair_and_shoulders_as_they_are(string name)
    {
        var points = faces.Framed(name, Square).Landmarks;
        var (eyesBottom, chin) = (Math.Max(points[145].Y, points[374].Y), points[152].Y);
        var unit = points[263].X - points[33].X;
        var (rest, moved) = (faces.Draw(name, Square, default), faces.Draw(name, Square, Speaking));
        for (var i = 0; i < 512 * 512; i++)
            if (i / 512 < eyesBottom || i / 512 > chin + unit)
                Assert.True(Math.Abs(moved[i] - rest[i]) <= 1, $"{moved[i] - rest[i]} at {i % 512}, {i / 512}; eyes {eyesBottom}, chin {chin}, unit {unit}");
    }

    [Fact]
    public void A_frame_is_the_same_however_many_are_drawn_at_once()
    {
        using var portrait = new MeshPortrait(faces.Framed("sofia", Square), Square);
        FaceControls Pose(int i) => Everything with { JawOpen = i / 8f, HeadYawDegrees = i - 4 };
        var alone = Enumerable.Range(0, 8).Select(i => Bytes(portrait, Pose(i))).ToArray();
        var together = Enumerable.Range(0, 8).AsParallel().AsOrdered().WithDegreeOfParallelism(4).Select(i => Bytes(portrait, Pose(i))).ToArray();
        for (var i = 0; i < alone.Length; i++) Assert.True(alone[i].AsSpan().SequenceEqual(together[i]), $"frame {i}");
    }

    [Fact]
    public void A_new_background_stays_while_the_head_moves()
    {
        var green = new Background.Colour(10, 200, 30);
        var (rest, moved) = (faces.Draw("bruce", Square, default, green), faces.Draw("bruce", Square, Everything, green));
        var photo = faces.Framed("bruce", Square, green);
        for (var y = 0; y < 512; y++)
            for (var x = 0; x < 512; x++)
                // Away from the person by more than the head can move.
                if (x < 40 && photo.Matte[(y * 512) + x] == 0 && y < 300)
                    Assert.Equal(rest[0], moved[(y * 512) + x]);
        Assert.InRange(rest[0], 16 + (int)(219 * ((0.2126 * 10) + (0.7152 * 200) + (0.0722 * 30)) / 255) - 1, 16 + (int)(219 * ((0.2126 * 10) + (0.7152 * 200) + (0.0722 * 30)) / 255) + 2);
    }

    private static byte[] Bytes(MeshPortrait portrait, FaceControls controls)
    {
        using var frame = portrait.Draw(controls);
        return frame.I420.ToArray();
    }

    // BT.709, limited range.
    private static double[] LumaOf(RgbaImage image) => [.. Enumerable.Range(0, image.WidthPx * image.HeightPx).Select(i =>
        16 + (219 / 255.0 * ((0.2126 * image.Pixels[4 * i]) + (0.7152 * image.Pixels[(4 * i) + 1]) + (0.0722 * image.Pixels[(4 * i) + 2]))))];
}
