using System.Diagnostics;
using Avatar.Core.Errors;
using Avatar.Core.Portraits.Motions;
using Avatar.Core.Tests.Media;

namespace Avatar.Core.Tests.Portraits.Motions;

public sealed class ClipLengthTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_clip_that_says_that_it_is_too_long_is_refused_and_one_that_says_nothing_is_not()
    {
        await ClipLength.CheckAsync(await SilenceAsync("fits.wav", 60), "fits.wav", Stop);
        await File.WriteAllTextAsync(_folder["text.mp4"], "no clip", Stop);
        await ClipLength.CheckAsync(_folder["text.mp4"], "text.mp4", Stop);

        var tooLong = await SilenceAsync("long.wav", 61);
        var refused = await Assert.ThrowsAsync<InvalidInputException>(() => ClipLength.CheckAsync(tooLong, "my clip", Stop));
        Assert.Equal("motion", refused.Field);
        Assert.StartsWith("my clip is longer than 60 s", refused.Message, StringComparison.Ordinal);
    }

    private async Task<string> SilenceAsync(string name, int seconds)
    {
        using var ffmpeg = Process.Start("ffmpeg", ["-v", "error", "-f", "lavfi", "-i", $"anullsrc=r=8000:cl=mono:d={seconds}", _folder[name]]);
        await ffmpeg.WaitForExitAsync(Stop);
        return _folder[name];
    }
}
