using System.Net;
using System.Net.Http.Json;
using System.Runtime.InteropServices;
using System.Text.Json;
using Avatar.Core.GpuService;
using Avatar.Core.Languages;
using Avatar.Engines.Speech.Kokoro;
using Avatar.Engines.Speech.Phonemes;

namespace Avatar.Tests.Service.Endpoints;

[Collection(ContainerTests.Name)]
public sealed class SpeechEndpointTests(TestContainer container)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_segment_sounds_as_it_does_in_process()
    {
        var segment = TestContainer.Segment("Nice to meet you, at last.");
        using var kokoro = new KokoroSynthesizer(new TextToPhonemes());
        var here = await kokoro.SynthesizeAsync(segment, kokoro.DefaultVoice(Language.English), 1.2, Stop);

        var there = (await container.PostAsync<SpeechCall, SpeechAnswer>("/v1/speech", new SpeechCall { Engine = "kokoro", Speed = 1.2, Segment = segment })).Segments[0];

        Assert.Equal(here.SampleRateHz, there.SampleRateHz);
        Assert.Equal(here.Samples, MemoryMarshal.Cast<byte, float>(there.Samples).ToArray());
        Assert.Equal(here.Marks.Visemes, there.Marks.Visemes);
        Assert.Equal(here.Marks.Words, there.Marks.Words);
        Assert.Equal(here.Prosody.Energy, there.Prosody.Energy);
    }

    [Fact]
    public async Task A_text_of_several_segments_is_streamed_as_the_same_sound()
    {
        var call = new SpeechCall { Engine = "kokoro", Text = "Hello there. 你好，很高兴认识你。 Hasta luego, amigos." };
        var whole = await container.PostAsync<SpeechCall, SpeechAnswer>("/v1/speech", call);
        Assert.Equal([Language.English, Language.Mandarin, Language.Spanish], whole.Segments.Select(said => said.Segment.Language));

        using var response = await container.PostAsync("/v1/speech", call, "audio/pcm");
        Assert.Equal("audio/pcm", response.Content.Headers.ContentType?.MediaType);
        var streamed = await response.Content.ReadAsByteArrayAsync(Stop);

        var samples = whole.Segments.SelectMany(said => MemoryMarshal.Cast<byte, float>(said.Samples).ToArray()).ToArray();
        var pcm = MemoryMarshal.Cast<byte, short>(streamed).ToArray();
        Assert.Equal(samples.Length, pcm.Length);
        Assert.All(samples.Zip(pcm), pair => Assert.Equal(pair.First, pair.Second / 32767f, 0.0001f));
    }

    [Theory]
    [InlineData("kazoo", "Hi.", null, "speechEngine", "espeak")]
    [InlineData("espeak", null, null, "text", "either")]
    [InlineData("espeak", "", null, "text", "text")]
    [InlineData("espeak", "Hi.", "nobody", "voice", "nobody")]
    public async Task What_can_not_be_said_is_refused_by_its_field(string engine, string? text, string? voice, string field, string part)
    {
        var refusal = await container.RefusedAsync("/v1/speech", new SpeechCall { Engine = engine, Text = text, Voice = voice });
        Assert.Equal(field, refusal.Field);
        Assert.Contains(part, refusal.Detail, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_long_text_is_refused_as_json_with_the_way_out()
    {
        var refusal = await container.RefusedAsync("/v1/speech", new SpeechCall { Engine = "espeak", Text = new string('a', 1001) });
        Assert.Contains("audio/pcm", refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_segment_with_holes_or_without_end_is_refused()
    {
        var segment = TestContainer.Segment("Hi.");
        var pieces = segment.Pieces;
        Assert.Equal("segment", (await container.RefusedAsync("/v1/speech", new SpeechCall { Engine = "espeak", Segment = segment with { Pieces = [null!] } })).Field);
        Assert.Equal("segment", (await container.RefusedAsync("/v1/speech", new SpeechCall { Engine = "espeak", Segment = segment with { Pieces = [.. Enumerable.Repeat(pieces[0], 600)] } })).Field);
        Assert.Equal("speed", (await container.RefusedAsync("/v1/speech", new SpeechCall { Engine = "espeak", Segment = segment, Speed = 9 })).Field);
    }

    [Theory]
    [InlineData("""{ "text": "Hi." }""", "engine")]
    [InlineData("""{ "engine": "espeak", "texd": "Hi." }""", "texd")]
    [InlineData("""{ "engine": "espeak", "text": 7 }""", "text")]
    [InlineData("""{ "engine": null, "text": "Hi." }""", "engine")]
    [InlineData("[]", "body")]
    public async Task A_body_that_is_no_call_is_refused_by_its_field(string body, string field)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await container.Client.PostAsync("/v1/speech", content, Stop);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(field, (await response.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("field").GetString());
    }

    [Fact]
    public async Task A_clone_that_is_not_what_its_id_says_is_refused()
    {
        var call = new SpeechCall { Engine = "kokoro", Text = "Hi.", ClonedVoice = new CloneData(new string('0', 64), [1, 2, 3]) };
        Assert.Equal("clonedVoice", (await container.RefusedAsync("/v1/speech", call)).Field);
    }

    [Fact]
    public async Task A_voice_can_be_asked_for()
    {
        Assert.Equal(HttpStatusCode.NoContent, (await container.Client.GetAsync("/v1/speech/kokoro/voices/af_heart*0.7%2Bam_adam*0.3", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await container.Client.GetAsync("/v1/speech/kokoro/voices/af_hart", Stop)).StatusCode);
    }
}
