using Avatar.Core.Errors;
using Avatar.Core.Media;

namespace Avatar.Core.Tests.Media;

public sealed class WavFileTests : IDisposable
{
    private const int RateHz = 8000;
    private static readonly float[] Samples = [.. Enumerable.Range(0, 2 * RateHz).Select(i => i / 100_000f)];

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, RateHz)]
    [InlineData(2, 2 * RateHz)]
    [InlineData(30, 2 * RateHz)]
    public async Task The_first_seconds_of_a_file_are_a_file(int seconds, int expected)
    {
        var bytes = WavFile.ReadFirst(await WriteAsync(), seconds);
        Assert.True(WavFile.IsWav(bytes));
        Assert.Equal(Samples[..expected], WavFile.TryRead(bytes, RateHz));
    }

    [Fact]
    public async Task What_is_not_such_a_file_is_refused()
    {
        var file = await WriteAsync();
        var bytes = await File.ReadAllBytesAsync(file, Token);
        Assert.Equal(Samples, WavFile.TryRead(bytes, RateHz));
        Assert.Null(WavFile.TryRead(bytes, 24000));
        Assert.Null(WavFile.TryRead(bytes.AsSpan(..^4), RateHz));
        Assert.Null(WavFile.TryRead(bytes.AsSpan(..43), RateHz));
        Assert.Null(WavFile.TryRead([], RateHz));
        foreach (var at in new[] { 0, 20, 22, 36, 40, 43 })
        {
            byte[] changed = [.. bytes];
            changed[at] ^= 0x81;
            Assert.Null(WavFile.TryRead(changed, RateHz));
        }

        await File.WriteAllBytesAsync(file, bytes[..^2], Token);
        Assert.Contains(file, Assert.Throws<RenderFailedException>(() => WavFile.ReadFirst(file, 1)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<string> WriteAsync()
    {
        var file = _folder["sound.wav"];
        await WavFile.WriteAsync(file, Samples, Samples.Length, RateHz, Token);
        return file;
    }
}
