using Avatar.Core.Errors;
using Avatar.Core.Voices;

namespace Avatar.Tests.Voices;

public sealed class RequestedVoicesTests : IDisposable
{
    private static readonly VoiceName Bruce = VoiceName.Parse("bruce");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("avatar-requests-");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private VoiceStore Store => new(Path.Combine(_folder.FullName, "voices"));

    private string[] Files => Directory.GetFiles(_folder.FullName, "*", SearchOption.AllDirectories);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_request_keeps_its_recordings_in_order_until_it_is_removed_with_the_voice()
    {
        Assert.Empty(Store.Requests.List());
        await TestVoices.AskAsync(Store, "bruce", "job");

        var (name, request) = Assert.Single(Store.Requests.List());
        Assert.Equal((Bruce, TestVoices.Consent), (name, request.Consent));
        Assert.Equal(["first", "second"], Store.Requests.RecordingsOf(Bruce, request).Select(File.ReadAllText));
        Assert.Empty(Store.List());

        Assert.True(Store.Remove(Bruce));
        Assert.Null(Store.Requests.Find(Bruce));
        Assert.Empty(Files);
    }

    [Fact]
    public async Task An_upload_that_nobody_takes_is_deleted_at_once_or_at_the_next_start()
    {
        using (var upload = Store.Requests.NewUpload()) await File.WriteAllTextAsync(upload.PathOf(0), "refused", Stop);
        Assert.Empty(Files);

        await File.WriteAllTextAsync(Store.Requests.NewUpload().PathOf(0), "killed", Stop);
        Assert.Empty(Store.Requests.List());
        Store.Requests.RemoveLeftovers();
        Assert.Empty(Files);
    }

    [Fact]
    public async Task A_refusal_calls_the_recordings_as_the_user_does()
    {
        await TestVoices.AskAsync(Store, "bruce", "job");

        var refused = await Assert.ThrowsAsync<InvalidInputException>(() => LearnAsync(new Refuser(), "job"));

        Assert.Equal(("file", "first.mp4, second.mp4 are silent."), (refused.Field, refused.Message));
    }

    [Fact]
    public async Task A_voice_that_was_finished_when_the_service_was_killed_is_not_learned_again()
    {
        await TestVoices.AskAsync(Store, "bruce", "job");
        await Store.FinishAsync(TestVoices.Profile("bruce"), Stop);

        Assert.Equal(new LearnedVoice("id", 0.8), await LearnAsync(new Refuser(), "job"));
    }

    [Theory]
    [InlineData("another-job")]
    [InlineData("job")]
    public async Task A_request_that_is_gone_or_another_one_by_now_is_not_learned(string jobId)
    {
        if (jobId != "job") await TestVoices.AskAsync(Store, "bruce", "job");

        Assert.Equal("name", (await Assert.ThrowsAsync<InvalidInputException>(() => LearnAsync(new Refuser(), jobId))).Field);
    }

    [Fact]
    public async Task Only_the_request_is_left_of_a_failed_voice_and_nothing_of_a_learned_one()
    {
        await TestVoices.AskAsync(Store, "bruce", "job");
        await File.WriteAllTextAsync(Path.Combine(Store.UnfinishedFolderOf(Bruce), "search.bin"), "1;", Stop);

        Assert.False(await new ForgetRecordingsActivity(Store).RunAsync(new EndedLearning("another-job", "bruce", false), Stop));
        Assert.Equal(4, Files.Length);
        Assert.True(await new ForgetRecordingsActivity(Store).RunAsync(new EndedLearning("job", "bruce", false), Stop));
        Assert.Equal("request.json", Path.GetFileName(Assert.Single(Files)));
        Assert.True(await new ForgetRecordingsActivity(Store).RunAsync(new EndedLearning("job", "bruce", true), Stop));
        Assert.Empty(Files);
    }

    private Task<LearnedVoice> LearnAsync(IVoiceCloner cloner, string jobId) =>
        new LearnVoiceActivity(Store, cloner, _ => new Progress<CloningProgress>()).RunAsync(new VoiceToLearn(jobId, "bruce"), Stop);

    private sealed class Refuser : IVoiceCloner
    {
        public Task<VoiceProfile> CloneAsync(VoiceRequest request, VoiceStore store, IProgress<CloningProgress> progress, CancellationToken cancellationToken) =>
            throw new InvalidInputException("file", $"{string.Join(", ", request.Recordings)} are silent.");
    }
}
