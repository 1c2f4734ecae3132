using System.Net;
using Avatar.Core.GpuService;
using Avatar.GpuContainer;

namespace Avatar.Tests.Service.Admission;

public sealed class JobAdmissionTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_fifty_callers_some_are_told_to_come_again_and_none_sees_another_error()
    {
        await using var container = await TestContainer.StartAsync(new ContainerSettings { Jobs = 1, Queue = 4 });
        var call = new SpeechCall { Engine = "espeak", Text = "One sentence that takes a little while to be said, and then another one." };
        var responses = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => container.PostAsync("/v1/speech", call)));

        var byStatus = responses.GroupBy(response => response.StatusCode).ToDictionary(group => group.Key, group => group.ToList());
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.TooManyRequests], byStatus.Keys.Order());
        Assert.True(byStatus[HttpStatusCode.OK].Count >= 5, $"{byStatus[HttpStatusCode.OK].Count} were let in");
        Assert.All(byStatus[HttpStatusCode.TooManyRequests], refused => Assert.True(refused.Headers.RetryAfter?.Delta > TimeSpan.Zero));
        // All places are free again.
        Assert.Equal(HttpStatusCode.OK, (await container.PostAsync("/v1/speech", call)).StatusCode);
    }

    [Fact]
    public async Task Patient_callers_all_get_their_answer()
    {
        await using var container = await TestContainer.StartAsync(new ContainerSettings { Jobs = 2, Queue = 6 });
        using var client = new GpuServiceClient(new GpuServiceAddress(container.Client.BaseAddress!, null));
        var call = new SpeechCall { Engine = "espeak", Segment = TestContainer.Segment("Hello there.") };
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.SpeakAsync(call, Stop)));
        // eSpeak says nothing twice in quite the same way.
        Assert.All(answers, answer => Assert.Equal(answers[0].DurationSeconds, answer.DurationSeconds, 0.1));
    }

    [Fact]
    public async Task A_caller_that_leaves_frees_its_place()
    {
        await using var container = await TestContainer.StartAsync(new ContainerSettings { Jobs = 1, Queue = 0 });
        var (call, _) = await TestContainer.AnimationAsync("This takes as long as it is drawn. And longer. And a little longer still.", 512);
        using (var response = await container.PostAsync("/v1/animate", call, AnimateCall.FramesType))
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);

        HttpStatusCode status;
        do status = (await container.PostAsync("/v1/speech", new SpeechCall { Engine = "espeak", Text = "Next." })).StatusCode;
        while (status == HttpStatusCode.TooManyRequests);
        Assert.Equal(HttpStatusCode.OK, status);
    }

    [Fact]
    public async Task Only_who_has_the_token_is_let_in()
    {
        await using var container = await TestContainer.StartAsync(new ContainerSettings { Token = "s3cret" });
        Assert.Equal(HttpStatusCode.Unauthorized, (await container.Client.GetAsync("/v1/models", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await container.Client.GetAsync("/metrics", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await container.Client.GetAsync("/health/ready", Stop)).StatusCode);
        using var wrong = new GpuServiceClient(new GpuServiceAddress(container.Client.BaseAddress!, "secret"));
        Assert.Contains("GPU_SERVICE_TOKEN", (await Assert.ThrowsAsync<Core.Errors.RenderFailedException>(() => wrong.CatalogueAsync(Stop))).Message, StringComparison.Ordinal);
        using var right = new GpuServiceClient(new GpuServiceAddress(container.Client.BaseAddress!, "s3cret"));
        Assert.Equal("cpu", (await right.CatalogueAsync(Stop)).Device);
    }

    [Fact]
    public async Task Told_to_stop_it_ends_what_runs_and_takes_nothing_new()
    {
        await using var container = await TestContainer.StartAsync(new ContainerSettings());
        var (call, _) = await TestContainer.AnimationAsync("This one is under way.", 256);
        using var running = await container.PostAsync("/v1/animate", call, AnimateCall.FramesType);
        var stopping = container.App.StopAsync(Stop);

        var frames = await running.Content.ReadAsByteArrayAsync(Stop);

        Assert.Equal(call.FrameCount * 256 * 256 * 3 / 2, frames.Length);
        await stopping;
        await Assert.ThrowsAsync<HttpRequestException>(() => container.PostAsync("/v1/speech", new SpeechCall { Engine = "espeak", Text = "Next." }));
    }
}
