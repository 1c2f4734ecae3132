using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace Avatar.Tests.Api;

/// <summary>How jobs are shown, listed, followed and cancelled.</summary>
public abstract class JobContract(ApiServer server)
{
    protected const string LongText = "This is a long story that will be cancelled before it is told. It has many sentences, and each of them takes its time. "
        + "Nobody will ever hear how it ends, because we stop it in the middle. That is what this test is about. "
        + "So it goes on and on, from one sentence to the next, until somebody has had enough of it. And here it ends, at last, after all.";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_follow_a_job_from_its_state_to_its_end()
    {
        var (_, job) = await server.PostAsync("/api/v1/generate", ApiServer.Body("Follow me, please."));

        // As a browser's EventSource does it: where the stream ends before the job, it comes again after the time that it was told.
        var events = new List<(string Type, string Status)>();
        while (events.Count == 0 || events[^1].Type != "end")
        {
            using var response = await server.Client.GetAsync(job.GetProperty("links").GetProperty("events").GetString(), HttpCompletionOption.ResponseHeadersRead, Token);
            var parser = SseParser.Create(await response.Content.ReadAsStreamAsync(Token));
            await foreach (var item in parser.EnumerateAsync(Token))
                events.Add((item.EventType, JsonDocument.Parse(item.Data).RootElement.GetProperty("status").GetString()!));
            if (events[^1].Type == "end") break;
            Assert.Equal(response.Headers.RetryAfter!.Delta, parser.ReconnectionInterval);
            await Task.Delay(parser.ReconnectionInterval, Token);
        }

        Assert.Equal(("end", "succeeded"), events[^1]);
        Assert.All(events.SkipLast(1), item => Assert.Equal("progress", item.Type));
    }

    [Fact]
    public async Task A_job_can_be_cancelled_once()
    {
        var (_, accepted) = await server.PostAsync("/api/v1/generate", ApiServer.Body(LongText));
        var self = accepted.GetProperty("links").GetProperty("self").GetString()!;

        using var cancelled = await server.Client.DeleteAsync(self, Token);
        var job = await server.EndAsync(self);
        using var again = await server.Client.DeleteAsync(self, Token);

        Assert.Equal(HttpStatusCode.Accepted, cancelled.StatusCode);
        Assert.Equal(("cancelled", "cancelled"), (job.GetProperty("status").GetString(), job.GetProperty("failure").GetProperty("kind").GetString()));
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
    }

    [Fact]
    public async Task Jobs_are_listed_page_by_page_newest_first()
    {
        var ids = new List<string>();
        for (var i = 0; i < 3; i++) ids.Add((await server.RenderAsync(ApiServer.Body("One of many."))).GetProperty("id").GetString()!);

        var seen = new List<string>();
        for (var next = "/api/v1/jobs?limit=2&status=succeeded"; next is not null && seen.Count < 100;)
        {
            var page = await server.GetAsync(next);
            Assert.InRange(page.GetProperty("items").GetArrayLength(), 0, 2);
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(job => job.GetProperty("id").GetString()!));
            next = page.TryGetProperty("next", out var address) ? address.GetString() : null;
        }

        Assert.Equal(seen.Distinct(), seen);
        var places = ids.Select(id => seen.IndexOf(id)).ToList();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.OrderDescending(), places);
    }

    [Theory]
    [InlineData("/api/v1/jobs/nothing", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/jobs/nothing/events", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/jobs/..%2f..%2fetc", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/batches/nothing", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/jobs?limit=0", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/jobs?limit=many", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/jobs?status=lost", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/jobs?after=%27;drop", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/voices?language=fr", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/nothing", HttpStatusCode.NotFound)]
    public async Task What_is_not_there_or_not_understood_is_a_problem(string path, HttpStatusCode status)
    {
        using var response = await server.Client.GetAsync(path, Token);

        await ApiServer.JsonAsync(response);
        Assert.Equal(status, response.StatusCode);
    }
}
