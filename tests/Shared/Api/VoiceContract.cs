using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Avatar.Tests.Api;

/// <summary>How the voices of the product are shown and heard.</summary>
public abstract class VoiceContract(ApiServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("af_heart", "text", """{ "text": "" }""")]
    [InlineData("af_heart", "text", """{ "language": "en" }""")]
    [InlineData("af_heart", "language", """{ "text": "Hi.", "language": "fr" }""")]
    [InlineData("af_heart", "speed", """{ "text": "Hi.", "speed": 2 }""")]
    public async Task What_can_t_be_said_names_the_field(string voice, string field, string body)
    {
        var (response, problem) = await server.PostAsync($"/api/v1/voices/{voice}/speech", JsonNode.Parse(body)!);

        Assert.Equal((HttpStatusCode.BadRequest, field), (response.StatusCode, problem.GetProperty("field").GetString()));
    }

    [Fact]
    public async Task A_sample_has_a_limit_and_keeps_to_its_idempotency_key()
    {
        var (tooLong, problem) = await server.PostAsync("/api/v1/voices/af_heart/speech", new JsonObject { ["text"] = new string('a', 1001) });
        Assert.Equal((HttpStatusCode.BadRequest, "text"), (tooLong.StatusCode, problem.GetProperty("field").GetString()));

        Assert.Equal(HttpStatusCode.OK, (await SpeechAsync("af_heart", "Once.", "say-1")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await SpeechAsync("af_heart", "Once.", "say-1")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SpeechAsync("af_heart", "Twice.", "say-1")).StatusCode);
    }

    [Fact]
    public async Task A_voice_of_the_product_is_shown_and_can_t_be_removed()
    {
        var voice = await server.GetAsync("/api/v1/voices/zf_xiaoxiao");
        Assert.Equal(("ready", false, "zh", "female"), (voice.GetProperty("status").GetString(), voice.GetProperty("cloned").GetBoolean(), voice.GetProperty("language").GetString(), voice.GetProperty("sex").GetString()));
        Assert.Equal(39, (await server.GetAsync("/api/v1/voices")).EnumerateArray().Count(listed => !listed.GetProperty("cloned").GetBoolean()));

        Assert.Equal(HttpStatusCode.NotFound, (await server.Client.DeleteAsync("/api/v1/voices/zf_xiaoxiao", Token)).StatusCode);
    }

    [Theory]
    [InlineData("nobody_here")]
    [InlineData("..%2f..%2fvideos")]
    [InlineData(".requests")]
    [InlineData("af_heart+af_bella")]
    public async Task What_is_no_voice_is_not_found(string name)
    {
        foreach (var response in new[]
        {
            await server.Client.GetAsync($"/api/v1/voices/{name}", Token), await server.Client.DeleteAsync($"/api/v1/voices/{name}", Token),
            await server.Client.GetAsync($"/api/v1/voices/{name}/events", Token), await SpeechAsync(name, "Hello."),
        })
        {
            await ApiServer.JsonAsync(response);
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }
    }

    protected async Task<HttpResponseMessage> SpeechAsync(string voice, string text, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/voices/{voice}/speech")
        {
            Content = new StringContent(new JsonObject { ["text"] = text }.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return await server.Client.SendAsync(request, Token);
    }
}
