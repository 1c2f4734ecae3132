using Avatar.Core.Errors;
using Avatar.Core.Media;

namespace Avatar.Core.Tests.Media;

public sealed class OutputTargetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.mp4", VideoFormat.Mp4)]
    [InlineData("b/c.WebM", VideoFormat.WebM)]
    public void The_extension_sets_the_format(string path, VideoFormat format)
    {
        var target = OutputTarget.Parse(path);
        Assert.Equal(format, target.Format);
        Assert.Equal(Path.GetFullPath(path), target.Path);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.avi")]
    [InlineData("mp4")]
    [InlineData("a.mp4/")]
    [InlineData("/tmp")]
    [InlineData("a\0.mp4")]
    public void Other_outputs_are_refused_by_name(string path) =>
        Assert.Equal("output", Assert.Throws<InvalidInputException>(() => OutputTarget.Parse(path)).Field);

    [Fact]
    public void Missing_folders_are_made_and_nothing_else()
    {
        OutputTarget.Parse(_folder["x/y/a.mp4"]).PrepareFolder();
        Assert.True(Directory.Exists(_folder["x/y"]));
        Assert.Empty(_folder.FileNames);
    }

    [Fact]
    public async Task A_target_that_cannot_be_replaced_is_said_and_leaves_nothing()
    {
        Directory.CreateDirectory(_folder["a.mp4"]);
        var error = await Assert.ThrowsAsync<RenderFailedException>(() =>
            WavFile.WriteAsync(_folder["a.mp4"], new float[10], 10, 24000, CancellationToken.None));
        Assert.Contains(_folder["a.mp4"], error.Message, StringComparison.Ordinal);
        Assert.Empty(_folder.FileNames);
    }

    [Theory]
    [InlineData("/proc/a.mp4")]
    [InlineData("/dev/null/a.mp4")]
    public void A_folder_that_cannot_be_written_is_refused(string path)
    {
        var error = Assert.Throws<InvalidInputException>(OutputTarget.Parse(path).PrepareFolder);
        Assert.Equal("output", error.Field);
        Assert.Contains(Path.GetDirectoryName(path)!, error.Message, StringComparison.Ordinal);
    }
}
