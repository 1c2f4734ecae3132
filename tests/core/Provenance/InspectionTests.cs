using System.Buffers.Binary;
using System.Text.Json;
using Avatar.Core.Errors;
using Avatar.Core.Media;
using Avatar.Core.Provenance;
using Avatar.Core.Rendering;
using Avatar.Core.Tests.Media;
using Avatar.Core.Tests.Rendering;
using Avatar.Core.Voices;

namespace Avatar.Core.Tests.Provenance;

/// <summary>With real files, made and changed by ffmpeg.</summary>
public sealed class InspectionTests(SignedMedia media) : IClassFixture<SignedMedia>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("said.mp4", "aac")]
    [InlineData("said.webm", "opus")]
    [InlineData("said.wav", "pcm_f32le")]
    public async Task A_signed_file_says_who_when_and_by_what(string name, string codec)
    {
        var found = Assert.IsType<Inspection.Intact>(await Inspection.ReadAsync(media[name], Stop));

        Assert.True(found.IsOfThisAudio);
        Assert.Equal(media.KeyFingerprint, found.Statement.KeyFingerprint);
        var statement = found.Statement.Statement;
        Assert.Equal(SignedMedia.Voice, new ClonedVoice(statement.Voice, statement.VoiceId, statement.ConsentSha256));
        Assert.StartsWith("Realtime Avatar ", statement.Product, StringComparison.Ordinal);
        Assert.InRange(statement.SignedUtc, media.BegunUtc.AddSeconds(-1), DateTimeOffset.UtcNow);
        Assert.Equal(codec, statement.Audio.Codec);
    }

    [Theory]
    [InlineData("said.mp4", "copy.mkv")]
    [InlineData("said.mp4", "copy.m4a", "-vn")]
    [InlineData("said.webm", "copy.mkv")]
    [InlineData("said.webm", "copy.mp4")]
    [InlineData("said.webm", "copy.ogg", "-vn")]
    [InlineData("said.wav", "copy.mkv")]
    [InlineData("said.mp4", "copy.mp4", "-metadata", "title=another")]
    public async Task Copied_without_encoding_again_it_stays_valid(string name, string copy, params string[] options)
    {
        var path = Made(copy, ["-i", media[name], "-c", "copy", .. options]);
        Assert.True(Assert.IsType<Inspection.Intact>(await Inspection.ReadAsync(path, Stop)).IsOfThisAudio);
    }

    [Theory]
    [InlineData("said.mp4", "coded.mp4", "-c:v", "copy", "-c:a", "aac")]
    [InlineData("said.mp4", "coded.webm", "-c:v", "copy", "-f", "matroska", "-c:a", "libopus")]
    [InlineData("said.webm", "coded.mp3", "-vn")]
    [InlineData("said.wav", "coded.flac", "-ar", "16000")]
    [InlineData("said.mp4", "cut.mp4", "-c", "copy", "-t", "0.5")]
    public async Task Encoded_again_or_cut_it_is_not_the_signed_audio(string name, string copy, params string[] options) =>
        Assert.False(Assert.IsType<Inspection.Intact>(await Inspection.ReadAsync(Made(copy, ["-i", media[name], .. options]), Stop)).IsOfThisAudio);

    [Theory]
    [InlineData("said.mp4", "-map", "0:v", "-map", "1:a")]
    [InlineData("said.mp4", "-map", "0:v", "-map", "0:a", "-map", "1:a")]
    [InlineData("said.mp4", "-map", "0:v")]
    public async Task Other_more_or_no_audio_under_the_same_tag_is_noticed(string name, params string[] streams)
    {
        var other = Made("other.m4a", "-f", "lavfi", "-i", "sine=500:d=1:r=48000", "-ac", "1");
        var path = Made("changed.mp4", ["-i", media[name], "-i", other, .. streams, "-map_metadata", "0", "-c", "copy"]);
        Assert.False(Assert.IsType<Inspection.Intact>(await Inspection.ReadAsync(path, Stop)).IsOfThisAudio);
    }

    [Theory]
    [InlineData(24, 12000)]
    [InlineData(100, 7)]
    public async Task A_changed_rate_or_sample_of_a_wav_file_is_noticed(int position, int value)
    {
        var bytes = await File.ReadAllBytesAsync(media["said.wav"], Stop);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(position), value);
        var path = _folder["changed.wav"];
        await File.WriteAllBytesAsync(path, bytes, Stop);
        Assert.False(Assert.IsType<Inspection.Intact>(await Inspection.ReadAsync(path, Stop)).IsOfThisAudio);
    }

    [Fact]
    public async Task Without_its_tags_it_is_known_by_the_manifest_beside_it_as_long_as_that_fits()
    {
        var compact = ProvenanceTag.Find((await MediaFile.OpenAsync(media["said.mp4"], Stop)).Tags)!;
        var path = Made("bare.mp4", "-i", media["said.mp4"], "-c", "copy", "-map_metadata", "-1");
        Assert.IsType<Inspection.Nothing>(await Inspection.ReadAsync(path, Stop));

        var manifest = _folder["bare" + PublishedFiles.ManifestSuffix];
        await File.WriteAllTextAsync(manifest, Manifest(compact), Stop);
        Assert.True(Assert.IsType<Inspection.Intact>(await Inspection.ReadAsync(path, Stop)).IsOfThisAudio);

        Made("bare.mp4", "-f", "lavfi", "-i", "sine=500:d=1:r=48000", "-ac", "1");
        Assert.IsType<Inspection.Nothing>(await Inspection.ReadAsync(path, Stop));
        foreach (var text in (string[])["{", "null", Manifest("a.b.c"), new(' ', 5 << 20)])
        {
            await File.WriteAllTextAsync(manifest, text, Stop);
            Assert.IsType<Inspection.Nothing>(await Inspection.ReadAsync(path, Stop));
        }
    }

    [Theory]
    [InlineData("avatar-provenance:eyJ.eyJ.AAAA")]
    [InlineData("synthetic voice of \u001b[2J\a avatar-provenance:\u001b]0;x\a")]
    public async Task A_damaged_statement_is_broken(string comment) =>
        Assert.IsType<Inspection.Broken>(await Inspection.ReadAsync(Tagged("tagged.mkv", comment), Stop));

    [Theory]
    [InlineData("synthetic voice of bruce")]
    [InlineData("\u001b[2J {\"}'\\ \ud83d\ude00")]
    public async Task Other_files_say_nothing(string comment) => Assert.IsType<Inspection.Nothing>(await Inspection.ReadAsync(Tagged("tagged.mkv", comment), Stop));

    [Fact]
    public async Task Tags_that_are_no_text_or_beyond_measure_do_no_harm()
    {
        var path = _folder["said.wav"];
        await SignedMedia.WriteAsync(path, _ => new string('a', 1000));
        var bytes = await File.ReadAllBytesAsync(path, Stop);
        var at = bytes.AsSpan().LastIndexOf("aaaa"u8) - 900;
        for (var i = 0; i < 900; i++) bytes[at + i] = (byte)(255 - i % 255);
        await File.WriteAllBytesAsync(path, bytes, Stop);
        Assert.IsType<Inspection.Nothing>(await Inspection.ReadAsync(path, Stop));

        await SignedMedia.WriteAsync(path, _ => new string('a', 2 << 20));
        Assert.Contains("tags", (await Assert.ThrowsAsync<InvalidInputException>(() => Inspection.ReadAsync(path, Stop))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_media_or_names_other_files_is_refused()
    {
        var clip = media["said.mp4"];
        var texts = new Dictionary<string, string>
        {
            ["empty.mp4"] = "",
            ["text.mp4"] = "not a video",
            ["list.ffconcat"] = $"ffconcat version 1.0\nfile '{clip}'\n",
            ["list.m3u8"] = $"#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n{clip}\n#EXT-X-ENDLIST\n",
            ["list.mp4"] = $"#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n{clip}\n#EXT-X-ENDLIST\n",
        };
        foreach (var (name, text) in texts) await File.WriteAllTextAsync(_folder[name], text, Stop);
        foreach (var path in (string[])[.. texts.Keys.Select(name => _folder[name]), _folder["missing.mp4"], _folder.Path, "/dev/zero", "http://127.0.0.1:1/a.mp4"])
            Assert.Equal("file", (await Assert.ThrowsAsync<InvalidInputException>(() => Inspection.ReadAsync(path, Stop))).Field);
    }

    [Fact]
    public async Task A_file_that_is_cut_off_anywhere_is_refused_or_not_valid()
    {
        var bytes = await File.ReadAllBytesAsync(media["said.webm"], Stop);
        foreach (var length in (int[])[100, bytes.Length / 2, bytes.Length * 9 / 10])
        {
            var path = _folder["cut.webm"];
            await File.WriteAllBytesAsync(path, bytes[..length], Stop);
            try
            {
                Assert.False(await Inspection.ReadAsync(path, Stop) is Inspection.Intact { IsOfThisAudio: true });
            }
            catch (InvalidInputException error)
            {
                Assert.Equal("file", error.Field);
            }
        }
    }

    private static string Manifest(string compact)
    {
        var statement = new ProvenanceStatement("", "", "", default, "", new AudioContent("", 0, 0, ""));
        return JsonSerializer.Serialize(SomeResult.Of("said.mp4") with { Provenance = new SignedStatement(statement, "", compact) }, RenderJson.Default.RenderResult);
    }

    private string Tagged(string name, string comment) => Made(name, "-f", "lavfi", "-i", "sine=500:d=1:r=48000", "-metadata", $"comment={comment}");

    private string Made(string name, params string[] arguments)
    {
        Probe.Run("ffmpeg", ["-v", "error", "-y", .. arguments, _folder[name]]);
        return _folder[name];
    }
}
