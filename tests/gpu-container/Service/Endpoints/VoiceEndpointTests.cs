using System.Text.Json;
using Avatar.Core.GpuService;
using Avatar.Core.Orchestration;

namespace Avatar.Tests.Service.Endpoints;

[Collection(ContainerTests.Name)]
public sealed class VoiceEndpointTests(TestContainer container)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_voice_is_learned_and_speaks_where_nothing_of_it_was_kept()
    {
        File.Copy(Repository.Shared("speech", "en_m_librispeech2609.flac"), container.File("reader.flac"));
        using var response = await container.PostAsync("/v1/voices", new LearnCall("reader", [container.Url("reader.flac")], "made for tests, public recording", "en", Quick: true));
        Assert.Equal("application/x-ndjson", response.Content.Headers.ContentType?.MediaType);
        var events = (await response.Content.ReadAsStringAsync(Stop)).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<LearnEvent>(line, OrchestrationJson.Options)!).ToList();

        var learned = events[^1].Voice!;
        Assert.All(events.SkipLast(1), step => Assert.InRange(step.Progress!.Done, 0, 1));
        Assert.Equal(["kokoro.json", "reference.wav"], learned.Files.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("male", learned.Profile.Sex);
        var call = new SpeechCall { Engine = "kokoro", Text = "Hola.", Language = "es", ClonedVoice = new CloneData(learned.Profile.Id, learned.Files["kokoro.json"]) };
        var clone = await container.PostAsync<SpeechCall, SpeechAnswer>("/v1/speech", call);
        var stock = await container.PostAsync<SpeechCall, SpeechAnswer>("/v1/speech", call with { ClonedVoice = null });
        Assert.NotEqual(stock.Segments[0].Samples, clone.Segments[0].Samples);
    }

    [Fact]
    public async Task Without_consent_or_speech_it_is_refused_as_every_bad_request()
    {
        await File.WriteAllTextAsync(container.File("none.wav"), "no sound", Stop);
        Assert.Equal("consent", (await container.RefusedAsync("/v1/voices", new LearnCall("reader", [container.Url("none.wav")], ""))).Field);
        Assert.Contains("No sound", (await container.RefusedAsync("/v1/voices", new LearnCall("reader", [container.Url("none.wav")], "made for tests, public recording"))).Detail, StringComparison.Ordinal);
    }
}
