using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Avatar.Runtime.Benchmarks;
using Avatar.Runtime.Configuration;

namespace Avatar.Runtime.Tests.Http;

[Collection(ServerTests.Name)]
public class JobTests(TestServer server)
{
    private const string LongText = "This is a long story that will be cancelled before it is told. It has many sentences, and each of them takes its time. "
        + "Nobody will ever hear how it ends, because we stop it in the middle. That is what this test is about. "
        + "So it goes on and on, from one sentence to the next, until somebody has had enough of it. And here it ends, at last, after all.";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_follow_a_job_from_its_state_to_its_end()
    {
        var (_, job) = await server.PostAsync("/api/v1/generate", TestServer.Body("Follow me, please."));

        await using var stream = await server.Client.GetStreamAsync(job.GetProperty("links").GetProperty("events").GetString(), Token);
        var events = new List<(string Type, string Status)>();
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(Token))
            events.Add((item.EventType, JsonDocument.Parse(item.Data).RootElement.GetProperty("status").GetString()!));

        Assert.Equal(("end", "succeeded"), events[^1]);
        Assert.All(events.SkipLast(1), item => Assert.Equal("progress", item.Type));
    }

    [Fact]
    public async Task A_cancelled_job_ends_as_cancelled_and_leaves_nothing_running()
    {
        var (_, accepted) = await server.PostAsync("/api/v1/generate", TestServer.Body(LongText));
        var self = accepted.GetProperty("links").GetProperty("self").GetString()!;

        // Not before ffmpeg is at work for it.
        while (ServeProcess.WorkingIn(server.DataFolder).Length == 0) await Task.Delay(5, Token);

        using var cancelled = await server.Client.DeleteAsync(self, Token);
        var job = await server.EndAsync(self);
        using var again = await server.Client.DeleteAsync(self, Token);

        Assert.Equal(HttpStatusCode.Accepted, cancelled.StatusCode);
        Assert.Equal("cancelled", job.GetProperty("status").GetString());
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.False(job.GetProperty("links").TryGetProperty("video", out _));
        Assert.Empty(ServeProcess.WorkingIn(server.DataFolder));
    }

    [Fact]
    public async Task Nobody_who_watches_holds_up_the_stop_and_the_job_goes_on_at_the_next_start()
    {
        await using var own = await TestServer.StartAsync(new RuntimeSettings());
        var (_, job) = await own.PostAsync("/api/v1/generate", TestServer.Body("This one is told before and after, with a stop between them."));
        await using var stream = await own.Client.GetStreamAsync(job.GetProperty("links").GetProperty("events").GetString(), Token);
        var waiting = own.PostAsync("/api/v1/generate?wait=true", TestServer.Body(LongText), "waits");
        while ((await own.GetAsync("/api/v1/jobs")).GetProperty("items").GetArrayLength() < 2) await Task.Delay(20, Token);

        await own.RestartAsync();

        var (response, unfinished) = await waiting;
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        using var cancelled = await own.Client.DeleteAsync(unfinished.GetProperty("links").GetProperty("self").GetString(), Token);
        Assert.Equal("succeeded", (await own.EndAsync(job.GetProperty("links").GetProperty("self").GetString()!)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Many_polls_at_once_while_jobs_are_rendered_are_all_answered()
    {
        await using var own = await TestServer.StartAsync(new RuntimeSettings { RequestsPerMinute = 0 });
        var jobs = new List<string>();
        for (var i = 0; i < LoadBenchmark.Renders; i++)
        {
            var (_, job) = await own.PostAsync("/api/v1/generate", TestServer.Body($"This is video number {i}."));
            jobs.Add(job.GetProperty("id").GetString()!);
        }

        var figures = await new PollLoad(own.Client, LoadBenchmark.Clients).RunAsync(jobs, fewest: 1, most: int.MaxValue, Token);

        Assert.Equal(0, figures.Errors);
        foreach (var id in jobs) Assert.Equal("succeeded", (await own.GetAsync($"/api/v1/jobs/{id}")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Jobs_are_listed_page_by_page_newest_first()
    {
        var ids = new List<string>();
        for (var i = 0; i < 3; i++) ids.Add((await server.RenderAsync(TestServer.Body("One of many."))).GetProperty("id").GetString()!);

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

        await TestServer.JsonAsync(response);
        Assert.Equal(status, response.StatusCode);
    }
}
