using System.Text.Json;
using System.Text.Json.Nodes;
using Avatar.Core.Provenance;
using Avatar.Core.Voices;
using Avatar.Runtime.Configuration;
using Avatar.Runtime.Tests.CommandLine;

namespace Avatar.Runtime.Tests.Http;

[Collection(ClonedVoiceTests.Name)]
public sealed class ClonedVoiceJobTests(ClonedVoiceFixture voice) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_job_is_signed_once_and_anew_when_consent_or_stored_video_are_gone()
    {
        await voice.ReadyAsync();
        await using var server = await TestServer.StartAsync(new RuntimeSettings());
        var folder = Path.Combine(server.DataFolder, "voices", "bruce");
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.GetFiles(Path.Combine(voice.DataFolder, "voices", "bruce"))) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));

        var first = await RenderAsync(server);
        Assert.Equal("bruce", first.Statement.Voice);

        // The same request again is answered from the store.
        Assert.Equal(first, await RenderAsync(server));

        // Made anew, it gets another signature of the same.
        Directory.Delete(Path.Combine(server.DataFolder, "artifacts", "renders"), recursive: true);
        var second = await RenderAsync(server);
        Assert.NotEqual(first.Compact, second.Compact);
        Assert.Equal(first.Statement with { SignedUtc = default }, second.Statement with { SignedUtc = default });

        // The voice is removed and made anew from the same recording, so that it sounds the same, with another consent.
        var profile = Path.Combine(folder, "voice.json");
        var json = JsonNode.Parse(await File.ReadAllTextAsync(profile, Token))!;
        json["consent"]!["statement"] = "Another consent of the same person";
        await File.WriteAllTextAsync(profile, json.ToJsonString(), Token);
        var third = await RenderAsync(server);
        Assert.Equal((first.Statement.VoiceId, first.Statement.Audio), (third.Statement.VoiceId, third.Statement.Audio));
        Assert.Equal(ClonedVoice.Of(new VoiceStore(Path.Combine(server.DataFolder, "voices")).Find("bruce")!).ConsentSha256, third.Statement.ConsentSha256);
        Assert.NotEqual(first.Statement.ConsentSha256, third.Statement.ConsentSha256);
    }

    /// <summary>Renders the same each time; what the job's result says is what its video says, and valid.</summary>
    private async Task<SignedStatement> RenderAsync(TestServer server)
    {
        var job = await server.RenderAsync(new JsonObject { ["text"] = "Hello.", ["voice"] = "bruce", ["size"] = 256 });
        var result = job.GetProperty("result").GetProperty("provenance").Deserialize<SignedStatement>(Core.Orchestration.OrchestrationJson.Options)!;
        var video = _folder.File("video.mp4");
        await File.WriteAllBytesAsync(video, await server.Client.GetByteArrayAsync(job.GetProperty("links").GetProperty("video").GetString(), Token), Token);
        Assert.Equal(new Inspection.Intact(result, true), await Inspection.ReadAsync(video, Token));
        return result;
    }
}
