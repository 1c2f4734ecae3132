using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Avatar.Runtime.Tests.Http;

namespace Avatar.Runtime.Tests.CommandLine;

public sealed class ServeCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_stopped_service_ends_well_and_goes_on_at_the_next_start()
    {
        string job;
        using (var service = await ServeProcess.StartAsync(_folder.File("data"), Token))
        {
            using var content = new StringContent(TestServer.Body("A rather long sentence, so that there is something left to do when the service is stopped.").ToJsonString(), Encoding.UTF8, "application/json");
            using var response = await service.Client.PostAsync("/api/v1/generate", content, Token);
            job = response.Headers.Location!.ToString();
            using var events = await service.Client.GetStreamAsync(job + "/events", Token);
            Assert.Equal(0, await service.StopAsync());
        }

        using var next = await ServeProcess.StartAsync(_folder.File("data"), Token);
        JsonElement state;
        do state = await next.Client.GetFromJsonAsync<JsonElement>(job, Token);
        while (state.GetProperty("status").GetString() is "pending" or "running");
        Assert.Equal("succeeded", state.GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_second_service_on_the_same_data_or_port_is_refused()
    {
        using var service = await ServeProcess.StartAsync(_folder.File("data"), Token);

        var sameData = await AvatarProcess.RunAsync(_folder.Path, ["serve", "--port", "0", "--data", "data"]);
        var samePort = await AvatarProcess.RunAsync(_folder.Path, ["serve", "--port", $"{service.Client.BaseAddress!.Port}", "--data", "other"]);

        Assert.Equal((2, 2), (sameData.ExitCode, samePort.ExitCode));
        Assert.Contains("data", Assert.Single(sameData.Errors.Split('\n')), StringComparison.Ordinal);
        Assert.Contains("--port", samePort.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_are_made_listed_and_removed()
    {
        var key = await AvatarProcess.RunAsync(_folder.Path, ["keys", "add", "me", "--data", "data"]);
        var again = await AvatarProcess.RunAsync(_folder.Path, ["keys", "add", "me", "--data", "data"]);
        var list = await AvatarProcess.RunAsync(_folder.Path, ["keys", "list", "--data", "data"]);
        var removed = await AvatarProcess.RunAsync(_folder.Path, ["keys", "remove", "me", "--data", "data"]);
        var gone = await AvatarProcess.RunAsync(_folder.Path, ["keys", "remove", "me", "--data", "data"]);

        Assert.Matches("^avatar_[0-9a-f]{64}$", key.Output.Trim());
        Assert.Equal((0, 2, 0, 0, 2), (key.ExitCode, again.ExitCode, list.ExitCode, removed.ExitCode, gone.ExitCode));
        Assert.StartsWith("me ", list.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("avatar_", list.Output, StringComparison.Ordinal);
    }
}
