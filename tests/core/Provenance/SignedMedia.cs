using Avatar.Core.Media;
using Avatar.Core.Provenance;
using Avatar.Core.Tests.Media;
using Avatar.Core.Voices;

namespace Avatar.Core.Tests.Provenance;

/// <summary>A second of speech in each kind of file that the product makes, signed: <c>said.mp4</c>, <c>said.webm</c>, <c>said.wav</c>.</summary>
public sealed class SignedMedia : IAsyncLifetime
{
    private const int SampleRateHz = 24000;

    private readonly TemporaryFolder _folder = new();

    public static ClonedVoice Voice { get; } = new("bruce", new string('a', 64), new string('b', 64));

    public string KeyFingerprint { get; private set; } = "";

    public DateTimeOffset BegunUtc { get; } = DateTimeOffset.UtcNow;

    public string this[string name] => _folder[name];

    /// <summary>Writes the second as WAV.</summary>
    public static Task WriteAsync(string path, Func<AudioContent, string> comment) =>
        WavFile.WriteAsync(path, TestMedia.Voice(SampleRateHz), SampleRateHz, comment, CancellationToken.None);

    public async ValueTask InitializeAsync()
    {
        var key = SigningKey.TryParse(SigningKey.Make())!;
        var signer = new ProvenanceSigner(() => key, TimeProvider.System);
        KeyFingerprint = key.Fingerprint;
        var comment = signer.CommentOf(Voice)!;
        await WriteAsync(_folder["said.wav"], comment);
        foreach (var name in (string[])["said.mp4", "said.webm"])
        {
            var target = OutputTarget.Parse(_folder[name]);
            var segments = await TestMedia.SegmentsAsync(_folder, target.Format, FrameRate.Fps25, [25]);
            await Muxer.MuxAsync(new MuxRequest(segments, FrameRate.Fps25, target, comment), CancellationToken.None);
        }
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
