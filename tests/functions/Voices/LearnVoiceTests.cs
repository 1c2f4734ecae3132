using System.Net;
using Avatar.Core.Artifacts;
using Avatar.Functions.Hosting;
using Avatar.Functions.Voices;
using Avatar.Tests;
using Avatar.Tests.Api;
using Microsoft.Extensions.DependencyInjection;

namespace Avatar.Functions.Tests.Voices;

[Collection(ServerTests.Name)]
public class LearnVoiceTests(FunctionsServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_voice_is_learned_by_the_gpu_service_kept_in_the_store_speaks_and_is_removed()
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent("cloud_reader"), "name" }, { new StringContent("Made for tests from a public recording"), "consent" }, { new StringContent("true"), "quick" },
            { new ByteArrayContent(await File.ReadAllBytesAsync(Repository.Shared("speech", "en_m_librispeech2609.flac"), Token)), "file", "talk.flac" },
        };

        using var learned = await server.Client.PostAsync("/api/v1/voices?wait=true", form, Token);

        Assert.Equal((HttpStatusCode.OK, "ready"), (learned.StatusCode, (await ApiServer.JsonAsync(learned)).GetProperty("status").GetString()));
        Assert.Single(await KeptAsync());
        var body = ApiServer.Body("Hello.");
        (body["speechEngine"], body["voice"]) = ("kokoro", "cloud_reader");
        var job = await server.RenderAsync(body);
        Assert.Contains("cloud_reader", job.GetProperty("result").GetProperty("provenance").GetProperty("statement").ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, (await server.Client.DeleteAsync("/api/v1/voices/cloud_reader", Token)).StatusCode);
        Assert.Empty(await KeptAsync());
    }

    private async Task<List<ArtifactInfo>> KeptAsync() => await (await server.Services.GetRequiredService<CloudProduct>().OpenAsync(Token)).Tools.Artifacts
        .ListAsync(VoiceReplica.StoreFolder, Token).ToListAsync(Token);
}
