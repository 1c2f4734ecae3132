using Avatar.Core.Errors;
using Avatar.Core.Languages;
using Avatar.Core.Media;
using Avatar.Core.Voices;

namespace Avatar.Tests.Voices;

public sealed class VoiceStoreTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("avatar-voices-");

    private VoiceStore Store => new(Path.Combine(_folder.FullName, "voices"));

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("bruce")]
    [InlineData("b2")]
    [InlineData("bruce_lee-2")]
    public void A_name_is_taken_as_it_is(string name) => Assert.Equal(name, VoiceName.Parse(name).Value);

    [Theory]
    [InlineData("")]
    [InlineData("b")]
    [InlineData("../bruce")]
    [InlineData("Bruce")]
    [InlineData("a+b")]
    [InlineData("2pac")]
    [InlineData("bruce\n")]
    [InlineData(".unfinished")]
    public void What_could_leave_the_folder_or_be_a_mix_is_no_name(string name) =>
        Assert.Equal("name", Assert.Throws<InvalidInputException>(() => VoiceName.Parse(name)).Field);

    [Theory]
    [InlineData(null)]
    [InlineData("   ")]
    [InlineData("yes")]
    [InlineData("Bruce Lee, 2026\nsimilarity  1.000")]
    [InlineData("Bruce Lee, 2026\u001b[2J")]
    public void Nobody_is_cloned_without_consent(string? statement) =>
        Assert.Equal("consent", Assert.Throws<InvalidInputException>(() => Consent.Record(statement, DateTimeOffset.UnixEpoch)).Field);

    [Fact]
    public async Task A_finished_voice_is_found_with_its_consent_until_it_is_removed()
    {
        Assert.Empty(Store.List());
        await Store.FinishAsync(TestVoices.Profile("bruce"), TestContext.Current.CancellationToken);

        var found = Assert.Single(Store.List());
        Assert.Equal("Bruce Lee, 2026, signed", found.Consent.Statement);
        Assert.Equal(Language.Spanish, found.Language);
        Assert.Throws<InvalidInputException>(() => Store.RefuseExisting(VoiceName.Parse("bruce")));

        Assert.True(Store.Remove(VoiceName.Parse("bruce")));
        Assert.False(Store.Remove(VoiceName.Parse("bruce")));
        Assert.Null(Store.Find("bruce"));
        Assert.Empty(Directory.EnumerateFiles(_folder.FullName, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_copied_folder_is_a_voice_of_the_folder_s_name()
    {
        await Store.FinishAsync(TestVoices.Profile("bruce"), TestContext.Current.CancellationToken);
        Directory.Move(Store.FolderOf(VoiceName.Parse("bruce")), Store.FolderOf(VoiceName.Parse("lee")));
        Assert.Equal("lee", Assert.Single(Store.List()).Name);
    }

    [Fact]
    public void An_unfinished_voice_is_not_listed_and_can_be_removed()
    {
        var name = VoiceName.Parse("bruce");
        File.WriteAllText(Path.Combine(Store.UnfinishedFolderOf(name), "search.bin"), "1;");
        Assert.Empty(Store.List());
        Assert.True(Store.Remove(name));
    }

    [Fact]
    public async Task A_damaged_voice_says_what_to_do()
    {
        await Store.FinishAsync(TestVoices.Profile("bruce"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(Store.FolderOf(VoiceName.Parse("bruce")), "voice.json"), "{", TestContext.Current.CancellationToken);
        Assert.Contains("voices remove bruce", Assert.Throws<RenderFailedException>(() => Store.Find("bruce")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_engine_keeps_of_a_voice_stands_for_its_recording_and_goes_with_it()
    {
        var (token, name) = (TestContext.Current.CancellationToken, VoiceName.Parse("bruce"));
        float[] recording = [.. Enumerable.Range(0, 31 * 1000).Select(i => i / 31_000f)];
        await WavFile.WriteAsync(Path.Combine(Store.UnfinishedFolderOf(name), VoiceStore.ReferenceFile), recording, recording.Length, 1000, token);
        await Store.FinishAsync(TestVoices.Profile("bruce"), token);

        Assert.Equal(recording[..30_000], WavFile.TryRead(Store.ImitationOf("bruce", "xtts"), 1000));
        Store.Keep("bruce", "xtts", [1, 2, 3]);
        Assert.Equal([1, 2, 3], Store.ImitationOf("bruce", "xtts"));
        Assert.True(WavFile.IsWav(Store.ImitationOf("bruce", "chatterbox")));

        Assert.True(Store.Remove(name));
        Store.Keep("bruce", "xtts", [1, 2, 3]);
        Assert.Empty(Directory.EnumerateFiles(_folder.FullName, "*", SearchOption.AllDirectories));
        Assert.Contains("voices remove bruce", Assert.Throws<RenderFailedException>(() => Store.ImitationOf("bruce", "xtts")).Message, StringComparison.Ordinal);
    }
}
