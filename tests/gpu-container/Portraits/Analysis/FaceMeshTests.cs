using System.Numerics;
using Avatar.Engines.Portraits.Analysis;
using Avatar.Tests;
using SkiaSharp;

namespace Avatar.Engines.Tests.Portraits.Analysis;

public sealed class FaceMeshTests(FaceMeshTests.Models models) : IClassFixture<FaceMeshTests.Models>
{
    public static TheoryData<string> Portraits => ["bruce_neutral.jpg", "mei_neutral.jpg", "sofia_neutral.jpg", "man_40.png", "woman_30.png", "woman_50.png"];

    [Theory]
    [MemberData(nameof(Portraits))]
    public void One_face_is_found_with_its_parts_in_order(string name)
    {
        var faces = models.Mesh.FindAll(Read(name));
        var face = Assert.Single(faces);
        Assert.True(face.Score > 0.99f);
        var groups = FaceGroups.Instance;
        var (rightEye, leftEye) = (face.Flat(groups.RightEye.Iris.Centre), face.Flat(groups.LeftEye.Iris.Centre));
        var (nose, chin) = (face.Landmarks[1], face.Landmarks[152]);
        Assert.True(rightEye.X < nose.X && nose.X < leftEye.X);
        Assert.True(rightEye.Y < nose.Y && nose.Y < face.Landmarks[13].Y && face.Landmarks[13].Y < chin.Y);
        Assert.True(nose.Z < face.Landmarks[234].Z);
    }

    [Theory]
    [MemberData(nameof(Portraits))]
    public void The_mirror_image_has_the_mirrored_points(string name)
    {
        var image = Read(name);
        var face = models.Mesh.Find(image)!;
        var mirrored = models.Mesh.Find(Mirror(image))!;
        var unit = face.WidthPx / 100;
        var differences = Enumerable.Range(0, CanonicalFace.PointCount)
            .Select(index => mirrored.Flat(CanonicalFace.Instance.Mirror[index]) - new Vector2(image.WidthPx - face.Landmarks[index].X, face.Landmarks[index].Y))
            .ToList();
        Assert.True(differences.Average(difference => difference.Length()) < 0.5f * unit);
        Assert.InRange(differences.Average(difference => difference.X), -0.1f * unit, 0.1f * unit);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(-20)]
    public void A_tilted_head_has_the_same_points_tilted(float degrees)
    {
        var tilt = SKMatrix.CreateRotationDegrees(degrees, 512, 512);
        var straight = models.Mesh.Find(TestPictures.Pixels(1024, 1024, TestPictures.Portrait(SKMatrix.Identity)))!;
        var tilted = models.Mesh.Find(TestPictures.Pixels(1024, 1024, TestPictures.Portrait(tilt)))!;
        var distances = Enumerable.Range(0, CanonicalFace.PointCountWithIrises).Select(index =>
        {
            var expected = tilt.MapPoint(straight.Landmarks[index].X, straight.Landmarks[index].Y);
            return Vector2.Distance(tilted.Flat(index), new Vector2(expected.X, expected.Y));
        });
        Assert.True(distances.Average() < straight.WidthPx / 100);
        Assert.Equal(HeadPoseFit.Fit(straight.Landmarks).RollDegrees + degrees, HeadPoseFit.Fit(tilted.Landmarks).RollDegrees, 2f);
    }

    [Fact]
    public void Another_pass_hardly_moves_the_points()
    {
        var image = Read("mei_neutral.jpg");
        var face = models.Mesh.Find(image)!;
        var again = models.Mesh.Refine(image, face)!;
        var moved = Enumerable.Range(0, CanonicalFace.PointCountWithIrises).Average(index => Vector2.Distance(face.Flat(index), again.Flat(index)));
        Assert.True(moved < face.WidthPx / 200);
    }

    /// <summary>Gap of the inner lips over the mouth's width, as measured when the model was converted.</summary>
    [Theory]
    [InlineData("MM_closed", 0.00f)]
    [InlineData("AA", 0.43f)]
    [InlineData("EE", 0.17f)]
    public void The_lips_are_measured_open_and_closed(string shape, float gap)
    {
        var face = models.Mesh.Find(ImageFile.Read(Repository.Shared("assets", "visemes", $"bruce_{shape}.png"), "portrait"))!;
        Assert.Equal(gap, Vector2.Distance(face.Flat(13), face.Flat(14)) / Vector2.Distance(face.Flat(78), face.Flat(308)), 0.04f);
    }

    [Fact]
    public void A_small_face_in_a_large_picture_is_found()
    {
        var place = SKMatrix.CreateScaleTranslation(0.25f, 0.25f, 3100, 400);
        var face = models.Mesh.Find(TestPictures.Pixels(4000, 3000, TestPictures.Portrait(place)))!;
        Assert.InRange(face.WidthPx, 80, 130);
        Assert.InRange(face.Landmarks[1].X, 3100 + 110, 3100 + 146);
    }

    [Fact]
    public void No_face_is_found_where_there_is_none()
    {
        var landscape = TestPictures.Pixels(1600, 900, canvas =>
        {
            canvas.Clear(new SKColor(120, 170, 230));
            using var paint = new SKPaint { Color = new SKColor(60, 120, 50) };
            canvas.DrawRect(0, 500, 1600, 400, paint);
            paint.Color = new SKColor(250, 240, 180);
            canvas.DrawCircle(1200, 180, 90, paint);
        });
        Assert.Null(models.Mesh.Find(landscape));
    }

    private static RgbaImage Read(string name) => ImageFile.Read(
        name.EndsWith(".jpg", StringComparison.Ordinal) ? Repository.File("assets", "images", name) : Repository.Shared("portraits", name), "portrait");

    private static RgbaImage Mirror(RgbaImage image)
    {
        var pixels = new byte[image.Pixels.Length];
        for (var y = 0; y < image.HeightPx; y++)
        for (var x = 0; x < image.WidthPx; x++)
            image.Pixels.AsSpan((y * image.WidthPx + x) * 4, 4).CopyTo(pixels.AsSpan((y * image.WidthPx + image.WidthPx - 1 - x) * 4));
        return image with { Pixels = pixels };
    }

    public sealed class Models : IDisposable
    {
        public FaceMesh Mesh { get; } = new();

        public void Dispose() => Mesh.Dispose();
    }
}
