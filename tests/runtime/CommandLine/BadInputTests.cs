using SkiaSharp;

namespace Avatar.Runtime.Tests.CommandLine;

public sealed class BadInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("20,000", "@long.txt", "-o", "a.mp4")]
    [InlineData("text", "", "-o", "a.mp4")]
    [InlineData("text", "😀🎉", "-o", "a.mp4")]
    [InlineData("missing.txt", "@missing.txt", "-o", "a.mp4")]
    [InlineData("nobody", "Hi.", "--voice", "nobody", "-o", "a.mp4")]
    [InlineData("nobody", "Hi.", "--voice", "am_adam*0.5+nobody", "-o", "a.mp4")]
    [InlineData("folder", "Hi.", "--portrait", "folder", "-o", "a.mp4")]
    [InlineData("text.txt", "Hi.", "--portrait", "text.txt", "-o", "a.mp4")]
    [InlineData("one.png", "Hi.", "--portrait", "one.png", "-o", "a.mp4")]
    [InlineData("20000", "Hi.", "--portrait", "huge.png", "-o", "a.mp4")]
    [InlineData("truncated.jpg", "Hi.", "--portrait", "truncated.jpg", "-o", "a.mp4")]
    [InlineData("No face", "Hi.", "--portrait", "landscape.png", "-o", "a.mp4")]
    [InlineData("absent.jpg", "Hi.", "--portrait", "absent.jpg", "-o", "a.mp4")]
    [InlineData("/proc/nowhere", "Hi.", "-o", "/proc/nowhere/a.mp4")]
    [InlineData(".avi", "Hi.", "-o", "a.avi")]
    [InlineData("7", "Hi.", "--fps", "7", "-o", "a.mp4")]
    [InlineData("3", "Hi.", "--speed", "3", "-o", "a.mp4")]
    [InlineData("500", "Hi.", "--size", "500", "-o", "a.mp4")]
    [InlineData("4:3", "Hi.", "--aspect", "4:3", "-o", "a.mp4")]
    [InlineData("#12", "Hi.", "--background", "#12", "-o", "a.mp4")]
    [InlineData("text.txt", "Hi.", "--background", "text.txt", "-o", "a.mp4")]
    [InlineData("fr", "Hi.", "--language", "fr", "-o", "a.mp4")]
    [InlineData("sub", "Hi.", "--captions", "sub", "-o", "a.mp4")]
    [InlineData("siri", "Hi.", "--speech-engine", "siri", "-o", "a.mp4")]
    [InlineData("clay", "Hi.", "--portrait-engine", "clay", "-o", "a.mp4")]
    [InlineData("--colour", "Hi.", "--colour", "red", "-o", "a.mp4")]
    [InlineData("absent.mp4", "Hi.", "--motion", "absent.mp4", "-o", "a.mp4")]
    [InlineData("text.txt has no picture that can be read", "Hi.", "--motion", "text.txt", "-o", "a.mp4")]
    [InlineData("one.png has no picture that can be read", "Hi.", "--motion", "one.png", "-o", "a.mp4")]
    [InlineData("500", "Hi.", "--motion", "text.txt", "--size", "500", "-o", "a.mp4")]
    [InlineData("look.gif", "Hi.", "--preview", "look.gif")]
    [InlineData("marks.txt", "Hi.", "--marks", "marks.txt", "-o", "a.mp4")]
    [InlineData("nowhere", "Hi.", "--marks", "nowhere/marks.json", "-o", "a.mp4")]
    public async Task Is_refused_in_one_line_with_exit_code_2_and_nothing_written(string named, string text, params string[] options)
    {
        MakeInputs();
        var before = _folder.Files;

        var outcome = await AvatarProcess.RunAsync(_folder.Path, ["generate", text, .. options]);

        Assert.Equal(2, outcome.ExitCode);
        var line = Assert.Single(outcome.Errors.Split('\n'));
        Assert.StartsWith("avatar: ", line, StringComparison.Ordinal);
        Assert.Contains(named, line, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(before, _folder.Files);
    }

    [Theory]
    [InlineData("AVATAR_MODELS=none", "models pull liveportrait", "--portrait-engine", "liveportrait")]
    [InlineData("DEVICE=cuda", "DEVICE=cpu")]
    public async Task So_is_what_this_machine_can_not_do(string setting, string named, params string[] options)
    {
        Assert.SkipWhen(File.Exists("/dev/nvidia0"), "This machine has a GPU.");
        await File.WriteAllTextAsync(_folder.File(".env"), setting, TestContext.Current.CancellationToken);

        var outcome = await AvatarProcess.RunAsync(_folder.Path, ["generate", "Hi.", "-o", "a.mp4", .. options]);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(named, Assert.Single(outcome.Errors.Split('\n')), StringComparison.Ordinal);
        Assert.Equal([".env"], _folder.Files);
    }

    private void MakeInputs()
    {
        File.WriteAllText(_folder.File("long.txt"), new string('a', 20_001));
        File.WriteAllText(_folder.File("text.txt"), "I am no picture.");
        Directory.CreateDirectory(_folder.File("folder"));
        Draw("one.png", 1, 1, SKColors.Gray);
        Draw("landscape.png", 800, 600, SKColors.SkyBlue);
        Draw("huge.png", 20_000, 8, SKColors.Gray);
        var portrait = File.ReadAllBytes(Avatar.Tests.Repository.File("assets", "images", "bruce_neutral.jpg"));
        File.WriteAllBytes(_folder.File("truncated.jpg"), portrait[..(portrait.Length / 2)]);
    }

    private void Draw(string name, int width, int height, SKColor sky)
    {
        using var bitmap = new SKBitmap(width, height);
        using (var canvas = new SKCanvas(bitmap))
        using (var ground = new SKPaint { Color = SKColors.ForestGreen })
        {
            canvas.Clear(sky);
            canvas.DrawRect(0, height * 0.6f, width, height, ground);
        }

        using var file = File.Create(_folder.File(name));
        bitmap.Encode(file, SKEncodedImageFormat.Png, 100);
    }
}
