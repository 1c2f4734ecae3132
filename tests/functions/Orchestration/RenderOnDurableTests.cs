using System.Net;
using Avatar.Core.Orchestration;
using Avatar.Functions.Hosting;
using Avatar.Functions.Orchestration;
using Avatar.Tests.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Avatar.Functions.Tests.Orchestration;

public class RenderOnDurableTests
{
    private const string ThreeSegments = "This is a story of some length. It is cut into several segments, and each of them is spoken and drawn on its own, side by side with the others. "
        + "The second part of it goes on for a while, so that nobody can say it all in one breath, and so it has a place of its own. "
        + "At last there is a third part. It comes to an end here, after all that was said before, and then it is joined with the rest.";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_fans_out_and_its_segments_are_put_by_the_gpu_service_itself()
    {
        await using var server = await FunctionsServer.StartAsync(settings => settings);

        var job = await server.RenderAsync(ApiServer.Body(ThreeSegments));

        var segments = job.GetProperty("result").GetProperty("segments").GetArrayLength();
        Assert.InRange(segments, 2, 5);
        Assert.Equal((1, segments, segments, 1, 1), (Count("plan"), Count("synthesize"), Count("animate"), Count("mux"), Count("publish")));
        // The first three seen are the plan and what was called before any of it had ended.
        Assert.Equal(["plan", "synthesize", "synthesize"], server.Activities.Take(3));
        Assert.Equal("video/mp4", server.Bucket.LastPut?.ContentType);

        int Count(string activity) => server.Activities.Count(name => name == activity);
    }

    [Fact]
    public async Task A_step_that_fails_is_tried_again_and_one_with_bad_input_is_not()
    {
        await using var server = await FunctionsServer.StartAsync(settings => settings);
        _ = await server.Services.GetRequiredService<CloudProduct>().OpenAsync(Token);
        server.Bucket.LostAnswers.Enqueue(400);

        var job = await server.RenderAsync(ApiServer.Body("Try again."));

        Assert.Equal("succeeded", job.GetProperty("status").GetString());
        Assert.Equal(["plan", "plan", "synthesize"], server.Activities.Take(3));

        server.Activities.Clear();
        var body = ApiServer.Body("Nobody is here.");
        body["referenceImage"] = await server.UploadFacelessAsync();
        var (refused, problem) = await server.PostAsync("/api/v1/generate?wait=true", body);
        Assert.Equal((HttpStatusCode.BadRequest, "referenceImage"), (refused.StatusCode, problem.GetProperty("field").GetString()));
        Assert.Equal(["plan"], server.Activities);
    }

    [Fact]
    public async Task A_gpu_service_that_is_killed_and_comes_back_costs_time_not_the_job()
    {
        await using var server = await FunctionsServer.StartAsync(settings => settings);
        var (_, accepted) = await server.PostAsync("/api/v1/generate", ApiServer.Body(ThreeSegments));
        while (!server.Activities.Contains("synthesize")) await Task.Delay(10, Token);

        var port = server.Gpu!.Address.Port;
        await server.Gpu.KillAsync();
        server.Gpu.Dispose();
        server.Gpu = await ContainerProcess.StartAsync(port, Token);

        Assert.Equal("succeeded", (await server.EndAsync(accepted.GetProperty("links").GetProperty("self").GetString()!)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task What_waits_for_a_time_goes_on_after_a_restart_where_it_was()
    {
        var calls = 0;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var caller = builder.Build();
        // Takes the message at the second try, which comes ten seconds later.
        caller.MapPost("/hook", () => Interlocked.Increment(ref calls) == 1 ? Results.StatusCode(503) : Results.Ok());
        await caller.StartAsync(Token);
        await using var server = await FunctionsServer.StartAsync(settings => settings with { AllowPrivateNetworks = true });
        var host = server.Services.GetRequiredService<DurableHost>();
        var body = ApiServer.Body("Tell me.");
        (body["callbackUrl"], body["callbackId"]) = (caller.Urls.First() + "/hook", "order 7");

        var job = await server.RenderAsync(body);
        var id = NotifyOrchestration.IdOf(job.GetProperty("id").GetString()!);
        while ((await host.FindAsync(id, Token))?.Report is null) await Task.Delay(50, Token);
        await server.Durable.RestartWorkerAsync();
        server.Services.GetRequiredService<DurableClients>().Current = server.Durable.Client;
        var last = await host.WatchAsync(id, Token).LastAsync(Token);

        Assert.Equal((OrchestrationStatus.Succeeded, true, 2), (last.Status, last.Result!.Value.GetBoolean(), calls));
        Assert.Equal([503, 200], last.Report!.Value.EnumerateArray().Select(delivery => delivery.GetProperty("statusCode").GetInt32()));
        Assert.Equal(2, server.Activities.Count(name => name == "deliver-webhook"));
    }
}
