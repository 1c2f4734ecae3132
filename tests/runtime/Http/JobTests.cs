using System.Net;
using Avatar.Runtime.Benchmarks;
using Avatar.Runtime.Configuration;

namespace Avatar.Runtime.Tests.Http;

[Collection(ServerTests.Name)]
public sealed class JobTests(TestServer server) : JobContract(server)
{
    private readonly TestServer _server = server;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_cancelled_job_ends_as_cancelled_and_leaves_nothing_running()
    {
        var (_, accepted) = await _server.PostAsync("/api/v1/generate", TestServer.Body(LongText));
        var self = accepted.GetProperty("links").GetProperty("self").GetString()!;

        // Not before ffmpeg is at work for it.
        while (ServeProcess.WorkingIn(_server.DataFolder).Length == 0) await Task.Delay(5, Token);

        using var cancelled = await _server.Client.DeleteAsync(self, Token);
        var job = await _server.EndAsync(self);
        using var again = await _server.Client.DeleteAsync(self, Token);

        Assert.Equal(HttpStatusCode.Accepted, cancelled.StatusCode);
        Assert.Equal("cancelled", job.GetProperty("status").GetString());
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.False(job.GetProperty("links").TryGetProperty("video", out _));
        Assert.Empty(ServeProcess.WorkingIn(_server.DataFolder));
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
}
