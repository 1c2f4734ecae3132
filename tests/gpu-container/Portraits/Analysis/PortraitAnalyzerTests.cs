using Avatar.Core.Errors;
using Avatar.Core.Media;
using Avatar.Core.Portraits;
using Avatar.Engines.Portraits.Analysis;
using Avatar.Tests;
using SkiaSharp;

namespace Avatar.Engines.Tests.Portraits.Analysis;

public sealed class PortraitAnalyzerTests(PortraitAnalyzerTests.Analyzer analyzer) : IClassFixture<PortraitAnalyzerTests.Analyzer>, IDisposable
{
    private readonly TestPictures _pictures = new();

    public void Dispose() => _pictures.Dispose();

    [Theory]
    [InlineData("bruce_neutral.jpg", 512, 512, 1)]
    [InlineData("mei_neutral.jpg", 360, 640, 1.25f)]
    [InlineData("sofia_neutral.jpg", 454, 256, 1.5f)]
    public void A_portrait_is_framed_with_its_matte(string name, int width, int height, float scale)
    {
        var portrait = analyzer.It.Analyze(new PortraitRequest(Repository.File("assets", "images", name), new FrameSize(width, height), new Background.Keep()), scale);
        var (w, h) = ((int)MathF.Round(width * scale), (int)MathF.Round(height * scale));
        Assert.Equal((w, h), (portrait.Image.WidthPx, portrait.Image.HeightPx));
        Assert.Equal(w * h * 4, portrait.Image.Pixels.Length);
        Assert.Equal(CanonicalFace.PointCountWithIrises, portrait.Landmarks.Count);
        Assert.All(portrait.Landmarks, point => Assert.True(point.X > 0 && point.X < w && point.Y > 0 && point.Y < h));
        Assert.Equal(w * h, portrait.Matte.Length);
        Assert.Equal(255, portrait.Matte[(int)portrait.Landmarks[1].Y * w + (int)portrait.Landmarks[1].X]);
        Assert.Equal(0, portrait.Matte[0]);
        Assert.Equal(0, portrait.Matte[w - 1]);
        Assert.Null(portrait.BackgroundPlate);
        Assert.Equal(0, portrait.Pose.YawDegrees, 5f);
        Assert.Equal(0, portrait.Pose.RollDegrees, 5f);
    }

    [Fact]
    public void The_landmarks_lie_on_the_framed_face()
    {
        var portrait = analyzer.It.Analyze(Request(TestPictures.Bruce), 1);
        var found = analyzer.Mesh.Find(portrait.Image)!;
        Assert.True(found.Landmarks.Zip(portrait.Landmarks, (a, b) => MathF.Abs(a.X - b.X) + MathF.Abs(a.Y - b.Y)).Average() < found.WidthPx / 100);
    }

    [Fact]
    public void A_new_background_comes_as_a_plate()
    {
        var colour = analyzer.It.Analyze(Request(TestPictures.Bruce, new Background.Colour(10, 200, 30)), 1).BackgroundPlate!;
        Assert.Equal([10, 200, 30, 255], colour.Pixels[..4]);
        var file = _pictures.Draw("wall.png", 900, 300, canvas => canvas.Clear(SKColors.Orange));
        var image = analyzer.It.Analyze(Request(TestPictures.Bruce, new Background.Image(file)), 1).BackgroundPlate!;
        Assert.Equal((256, 256), (image.WidthPx, image.HeightPx));
        Assert.Equal(SKColors.Orange.Green, image.Pixels[1]);
    }

    [Fact]
    public void A_bad_background_is_named() =>
        Assert.Equal("background", Assert.Throws<InvalidInputException>(() => analyzer.It.Analyze(Request(TestPictures.Bruce, new Background.Image("/no.png")), 1)).Field);

    /// <summary>The picture ends just above the brows, below the mouth, or beside the eye's corner.</summary>
    [Theory]
    [InlineData(0, -330)]
    [InlineData(0, 260)]
    [InlineData(-290, 0)]
    public void Heads_that_are_cut_off_are_framed(float right, float down)
    {
        var file = _pictures.Draw("cut.png", 1024, 1024, TestPictures.Portrait(SKMatrix.CreateTranslation(right, down)));
        foreach (var size in new FrameSize[] { new(256, 256), new(256, 144), new(144, 256) })
        {
            var portrait = analyzer.It.Analyze(new PortraitRequest(file, size, new Background.Keep()), 1);
            Assert.Equal((size.WidthPx, size.HeightPx), (portrait.Image.WidthPx, portrait.Image.HeightPx));
            Assert.InRange(portrait.Landmarks[1].X, 0, size.WidthPx);
            Assert.InRange(portrait.Landmarks[1].Y, 0, size.HeightPx);
        }
    }

    [Fact]
    public void Of_several_faces_the_largest_is_used_and_said()
    {
        var file = _pictures.Draw("two.png", 1800, 1024, canvas =>
        {
            TestPictures.Portrait(SKMatrix.Identity)(canvas);
            using var other = SKImage.FromEncodedData(Repository.File("assets", "images", "mei_neutral.jpg"));
            canvas.DrawImage(other, new SKRect(1050, 150, 1750, 850), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        });
        var portrait = analyzer.It.Analyze(Request(file), 1);
        Assert.Contains(portrait.Warnings, warning => warning.Contains("2 faces", StringComparison.Ordinal));
    }

    [Fact]
    public void A_photo_stored_on_its_side_is_turned_upright()
    {
        var lying = TestPictures.Encoded("a.jpg", 1024, 1024, TestPictures.Portrait(SKMatrix.CreateRotationDegrees(-90, 512, 512)));
        var portrait = analyzer.It.Analyze(Request(_pictures.Write("side.jpg", TestPictures.WithOrientation(lying, 6))), 1);
        Assert.Equal(0, portrait.Pose.RollDegrees, 3f);
        var error = Assert.Throws<InvalidInputException>(() => analyzer.It.Analyze(Request(_pictures.Write("lying.jpg", lying)), 1));
        Assert.Contains("lying.jpg", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pictures_without_a_usable_face_are_refused()
    {
        var landscape = _pictures.Draw("landscape.jpg", 1600, 900, canvas => canvas.Clear(new SKColor(90, 140, 60)));
        Assert.Contains("No face found in", Refusal(landscape), StringComparison.Ordinal);
        var tiny = _pictures.Draw("tiny.png", 170, 170, TestPictures.Portrait(SKMatrix.CreateScale(0.166f, 0.166f)));
        Assert.Contains("at least 80 px wide", Refusal(tiny), StringComparison.Ordinal);
        Assert.Contains("only", Refusal(tiny), StringComparison.Ordinal);
    }

    private string Refusal(string file)
    {
        var error = Assert.Throws<InvalidInputException>(() => analyzer.It.Analyze(Request(file), 1));
        Assert.Equal("portrait", error.Field);
        return error.Message;
    }

    private static PortraitRequest Request(string file, Background? background = null) =>
        new(file, new FrameSize(256, 256), background ?? new Background.Keep());

    public sealed class Analyzer : IDisposable
    {
        public PortraitAnalyzer It { get; } = new();

        public FaceMesh Mesh { get; } = new();

        public void Dispose()
        {
            It.Dispose();
            Mesh.Dispose();
        }
    }
}
