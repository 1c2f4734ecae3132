using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Avatar.Runtime.Tests.Http;

public sealed class ChaosTests(ITestOutputHelper output) : IDisposable
{
    private const int Jobs = 40;
    private const int Kills = 20;
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Data => _folder.File("data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Forty_jobs_survive_twenty_kills_and_nothing_is_done_twice()
    {
        var random = new Random(20261124);
        var ids = await SubmitAsync();
        var journalled = new Dictionary<(long, long), string>();
        var lost = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            using var service = await ServeProcess.StartAsync(Data, Token);
            await Task.Delay(random.Next(100, 1200), Token);
            await service.KillAsync();
            var steps = FinishedSteps();
            // A step that ran again after it was journalled would have left another result: results tell when the work was done.
            lost += journalled.Count(step => !steps.TryGetValue(step.Key, out var now) || now != step.Value);
            journalled = steps;
        }

        output.WriteLine($"{journalled.Count} steps journalled when the last kill came");
        Assert.Equal(0, lost);
        using var last = await ServeProcess.StartAsync(Data, Token);
        foreach (var id in ids) await CheckAsync(last.Client, id);
        var list = await last.Client.GetFromJsonAsync<JsonElement>("/api/v1/jobs?limit=1000", Token);
        Assert.Equal(Jobs, list.GetProperty("items").GetArrayLength());
        var final = FinishedSteps();
        Assert.All(journalled, step => Assert.Equal(step.Value, final[step.Key]));
        Assert.Empty(Directory.GetFiles(Path.Combine(Data, "artifacts", ".tmp"), "*", SearchOption.AllDirectories));
        Assert.Empty(ServeProcess.WorkingIn(Data));
    }

    private async Task<List<string>> SubmitAsync()
    {
        using var service = await ServeProcess.StartAsync(Data, Token);
        var ids = new List<string>();
        for (var i = 1; i <= Jobs; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/generate")
            {
                Content = new StringContent(TestServer.Body($"Job {i}.").ToJsonString(), Encoding.UTF8, "application/json"),
            };
            request.Headers.Add("Idempotency-Key", $"chaos-{i}");
            using var response = await service.Client.SendAsync(request, Token);
            Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
            ids.Add((await response.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("id").GetString()!);
        }

        await service.KillAsync();
        return ids;
    }

    private async Task CheckAsync(HttpClient client, string id)
    {
        JsonElement job;
        do job = await client.GetFromJsonAsync<JsonElement>($"/api/v1/jobs/{id}", Token);
        while (job.GetProperty("status").GetString() is "pending" or "running" && await PauseAsync());

        Assert.Equal("succeeded", job.GetProperty("status").GetString());
        var file = _folder.File("video.mp4");
        await File.WriteAllBytesAsync(file, await client.GetByteArrayAsync(job.GetProperty("links").GetProperty("video").GetString(), Token), Token);
        Assert.Equal(job.GetProperty("result").GetProperty("durationSeconds").GetDouble(), (await Probe.RunAsync(file)).VideoSeconds, 0.001);

        static async Task<bool> PauseAsync()
        {
            await Task.Delay(50, Token);
            return true;
        }
    }

    /// <summary>Every finished step with its result, read from the journal itself.</summary>
    private Dictionary<(long Instance, long Sequence), string> FinishedSteps()
    {
        using var journal = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(Data, "journal.db"), Pooling = false }.ToString());
        journal.Open();
        using var command = journal.CreateCommand();
        command.CommandText = "SELECT instance, sequence, attempts, completion, result FROM steps WHERE completion IS NOT NULL";
        using var reader = command.ExecuteReader();
        var steps = new Dictionary<(long, long), string>();
        while (reader.Read()) steps[(reader.GetInt64(0), reader.GetInt64(1))] = $"{reader[2]} {reader[3]} {reader[4]}";
        return steps;
    }
}
