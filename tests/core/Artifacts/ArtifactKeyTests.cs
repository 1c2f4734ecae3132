using System.Text.Json;
using Avatar.Core.Artifacts;
using CsCheck;

namespace Avatar.Core.Tests.Artifacts;

public sealed class ArtifactKeyTests
{
    [Theory]
    [InlineData("videos/job-1.mp4")]
    [InlineData("a/b")]
    [InlineData("plans/a..b")]
    [InlineData("images/console.png")]
    public void Is_a_key(string text) => Assert.Equal(text, ArtifactKey.Parse(text, null).Value);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("videos")]
    [InlineData("videos/")]
    [InlineData("/videos/a")]
    [InlineData("videos//a")]
    [InlineData("videos/a/b")]
    [InlineData("../a")]
    [InlineData("videos/..")]
    [InlineData("videos/.")]
    [InlineData("videos/../../etc/passwd")]
    [InlineData("videos/..\\a")]
    [InlineData("videos/%2e%2e")]
    [InlineData("videos/..%2fa")]
    [InlineData("videos/%252e%252e%252fa")]
    [InlineData("videos/a\0.mp4")]
    [InlineData("videos/a\n")]
    [InlineData("videos/a ")]
    [InlineData("videos/a.")]
    [InlineData("videos/.hidden")]
    [InlineData(".tmp/a")]
    [InlineData("c:/windows")]
    [InlineData("videos/a:stream")]
    [InlineData("\\\\server/share")]
    [InlineData("~/a")]
    [InlineData("videos/$HOME")]
    [InlineData("videos/A.mp4")]
    [InlineData("videos/é.mp4")]
    [InlineData("videos/\uff0e\uff0e")]
    [InlineData("videos/\u2024\u2024")]
    [InlineData("con/a")]
    [InlineData("videos/nul")]
    [InlineData("videos/aux.mp4")]
    [InlineData("videos/com1.mp4")]
    [InlineData("videos/lpt9")]
    public void Is_no_key(string? text)
    {
        Assert.False(ArtifactKey.TryParse(text, null, out _));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ArtifactKey>(JsonSerializer.Serialize(text)));
    }

    [Fact]
    public void A_long_name_is_no_key() => Assert.False(ArtifactKey.TryParse("videos/" + new string('a', 250), null, out _));

    [Fact]
    public void Whatever_parses_stays_in_the_root()
    {
        using var root = new Media.TemporaryFolder();
        var store = new FileArtifactStore(root.Path);
        // Characters that matter to paths, far more often than chance would give them.
        var pieces = Gen.OneOf(
            Gen.OneOf("/", "\\", "..", ".", "%2e", "%2f", "\0", ":", "~", " ", "con", "nul", "tmp", "\uff0f", "a", "videos", "-"),
            Gen.Char.Select(c => c.ToString()));

        pieces.Array[1, 8].Select(string.Concat).Sample(text =>
        {
            if (!ArtifactKey.TryParse(text, null, out var key)) return;
            var path = store.LocalPathOf(key)!;
            Assert.Equal(path, Path.GetFullPath(path));
            Assert.Equal(root.Path, Path.GetDirectoryName(Path.GetDirectoryName(path)));
            Assert.Equal(text, $"{key.Folder}/{key.Name}");
            Assert.NotEqual(Path.GetDirectoryName(store.TemporaryFolder), Path.GetDirectoryName(path));
        });
    }

    [Fact]
    public void The_same_work_has_the_same_key()
    {
        var key = ArtifactKey.OfWork("plans", new { Text = "Hello", Seed = 1 }, ".json");

        Assert.Equal(key, ArtifactKey.OfWork("plans", new { Text = "Hello", Seed = 1 }, ".json"));
        Assert.NotEqual(key, ArtifactKey.OfWork("plans", new { Text = "Hello", Seed = 2 }, ".json"));
        Assert.Equal(key, JsonSerializer.Deserialize<ArtifactKey>(JsonSerializer.Serialize(key)));
    }
}
