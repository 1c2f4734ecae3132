using Avatar.Core.Artifacts;
using Avatar.Core.Languages;
using Avatar.Core.Voices;
using Avatar.Functions.Voices;
using Avatar.Tests.Api;

namespace Avatar.Functions.Tests.Voices;

public sealed class VoiceReplicaTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FileArtifactStore _store;
    private readonly Machine _here;
    private readonly Machine _there;

    public VoiceReplicaTests()
    {
        _store = new FileArtifactStore(_folder.File("store"));
        (_here, _there) = (new Machine(_folder.File("here"), _store), new Machine(_folder.File("there"), _store));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _here.Replica.Dispose();
        _there.Replica.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_voice_that_is_added_is_everywhere_and_one_that_is_removed_nowhere()
    {
        await _here.AddAsync("my_voice", "first");
        await _here.Replica.PushAsync(Token);
        await _there.Replica.PullAsync(Token);
        Assert.Equal("first", _there.DataOf("my_voice"));

        await _there.AddAsync("my_voice", "second, longer");
        await _there.Replica.PushAsync(Token);
        await _here.Replica.PullAsync(Token);
        Assert.Equal("second, longer", _here.DataOf("my_voice"));

        _here.Voices.Remove(VoiceName.Parse("my_voice"));
        await _here.Replica.PushAsync(Token);
        await _there.Replica.PullAsync(Token);
        Assert.False(_there.Voices.IsTaken(VoiceName.Parse("my_voice")));
        Assert.Empty(await _store.ListAsync(VoiceReplica.StoreFolder, Token).ToListAsync(Token));
    }

    [Fact]
    public async Task A_request_goes_along_with_its_recordings_until_they_are_forgotten()
    {
        var name = VoiceName.Parse("asked-for");
        var request = new RequestedVoice("job", Language.English, Consent.Record("Bruce Lee, 2026, signed", DateTimeOffset.UnixEpoch), false, ["talk.mp4"]);
        using (var upload = _here.Voices.Requests.NewUpload())
        {
            await File.WriteAllTextAsync(upload.PathOf(0), "a recording", Token);
            await _here.Voices.Requests.TakeAsync(name, request, upload, Token);
        }

        await _here.Replica.PushAsync(Token);
        await _there.Replica.PullAsync(Token);
        Assert.Equal("a recording", await File.ReadAllTextAsync(Assert.Single(_there.Voices.Requests.RecordingsOf(name, request)), Token));

        _there.Voices.Requests.RemoveRecordings(name, request);
        await _there.Replica.PushAsync(Token);
        await _here.Replica.PullAsync(Token);
        Assert.False(File.Exists(_here.Voices.Requests.RecordingsOf(name, request)[0]));
        Assert.Equal("job", _here.Voices.Requests.Find(name)?.JobId);
    }

    [Fact]
    public async Task What_was_not_given_yet_is_not_taken_away()
    {
        await _here.AddAsync("mine", "data");

        await _here.Replica.PullAsync(Token);

        Assert.Equal("data", _here.DataOf("mine"));
    }

    private sealed class Machine(string folder, FileArtifactStore store)
    {
        public VoiceStore Voices { get; } = new(folder);

        public VoiceReplica Replica { get; } = new(folder, store);

        public async Task AddAsync(string name, string data)
        {
            var path = Directory.CreateDirectory(Voices.FolderOf(VoiceName.Parse(name))).FullName;
            await File.WriteAllTextAsync(VoiceStore.DataFileIn(path, "kokoro"), data, Token);
        }

        public string DataOf(string name) => System.Text.Encoding.UTF8.GetString(Voices.DataOf(name, "kokoro"));
    }
}
