using System.Net.Http.Json;
using System.Text.Json;
using Avatar.Runtime.Tests.Http;
using Avatar.Runtime.Tests.Webhooks;

namespace Avatar.Runtime.Tests.Observability;

public class TelemetryTests
{
    private const string Secret = "zebrafish-secret";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Logs_name_the_job_and_say_nothing_of_users_and_metrics_count_it()
    {
        using var folder = new TemporaryFolder();
        await using var receiver = await Receiver.StartAsync(200);
        using var service = await ServeProcess.StartAsync(
            folder.File("data"),
            Token,
            ("MODE", "production"),
            ("LOG_LEVEL", "Information"),
            ("AVATAR_ALLOW_PRIVATE_NETWORKS", "true"),
            ("AVATAR_WEBHOOK_SECRET", Secret));
        var body = TestServer.Body("The word is quetzalcoatl.");
        body["callbackUrl"] = receiver.Url + "?token=okapi";
        body["callbackId"] = "pangolin";

        using var response = await service.Client.PostAsJsonAsync("/api/v1/generate?wait=true", body, Token);
        var job = await TestServer.JsonAsync(response);
        Assert.Equal("succeeded", job.GetProperty("status").GetString());
        var id = job.GetProperty("id").GetString()!;
        await TakenAsync(service, id);
        var metrics = await service.Client.GetStringAsync("/metrics", Token);
        var lines = (await service.KillAndReadAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Single(receiver.Messages);
        var logged = lines.Where(line => line.StartsWith('{')).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal(lines.Length - 1, logged.Length);
        Assert.Contains(logged, line => line.GetProperty("State").TryGetProperty("InstanceId", out var instance) && instance.GetString() == id);
        foreach (var word in new[] { "quetzalcoatl", "okapi", "pangolin", Secret })
            Assert.DoesNotContain(lines, line => line.Contains(word, StringComparison.Ordinal));
        foreach (var metric in new[]
        {
            "avatar_render_real_time_factor_bucket{", "avatar_render_stage_seconds_bucket{", "stage=\"animate\"", "le=\"0.15\"",
            "avatar_render_video_seconds_total{", "avatar_activity_duration_seconds_bucket{", "avatar_durable_queued{", "http_server_request_duration_seconds_bucket{",
        })
            Assert.Contains(metric, metrics, StringComparison.Ordinal);
    }

    private static async Task TakenAsync(ServeProcess service, string id)
    {
        while (true)
        {
            var job = await service.Client.GetFromJsonAsync<JsonElement>($"/api/v1/jobs/{id}", Token);
            if (job.TryGetProperty("deliveries", out var deliveries) && deliveries.EnumerateArray().Any(delivery => delivery.GetProperty("delivered").GetBoolean())) return;
            await Task.Delay(50, Token);
        }
    }
}
