using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Avatar.Core.Errors;
using Avatar.Evaluator.Machine;

namespace Avatar.Runtime.Benchmarks;

/// <summary>How fast the service answers status polls while it renders, beside how fast it does when it is idle.</summary>
/// <param name="Idle">The polls of the idle service.</param>
/// <param name="Rendering">The polls while it renders.</param>
internal sealed partial record LoadBenchmark(PollFigures Idle, PollFigures Rendering)
{
    /// <summary>Jobs that are rendered at the same time.</summary>
    public const int Renders = 4;

    /// <summary>Clients that poll.</summary>
    public const int Clients = 200;

    private const int IdleRounds = 20;
    private const int MostRounds = 240;

    /// <summary>Starts a service in a process of its own and measures it.</summary>
    /// <param name="seconds">About how much speech each job has, 5..600.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<LoadBenchmark> RunAsync(int seconds, CancellationToken cancellationToken)
    {
        if (seconds is < 5 or > 600) throw new InvalidInputException("seconds", $"{seconds} s is out of range: use 5 to 600.");
        var folder = Directory.CreateTempSubdirectory("avatar-bench-");
        var start = ProductProcess.Prepare("serve", "--port", "0", "--host", "127.0.0.1", "--data", Path.Combine(folder.FullName, "data"));
        // No .env of the user is read from here, and the limits on clients are not what is measured.
        start.WorkingDirectory = folder.FullName;
        start.Environment["AVATAR_RATE_LIMIT"] = "0";
        start.Environment["LOG_LEVEL"] = "Warning";
        using var process = Process.Start(start)!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            string? address = null;
            while (address is null && await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
                if (Ready().Match(line) is { Success: true } match)
                    address = match.Groups[1].Value;
            if (address is null) throw new RenderFailedException($"The benchmark's service did not start: {(await errors).Trim()}");
            _ = process.StandardOutput.ReadToEndAsync(cancellationToken);
            using var client = new HttpClient { BaseAddress = new Uri(address) };
            return await MeasureAsync(client, seconds, cancellationToken);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            folder.Delete(recursive: true);
        }
    }

    private static async Task<LoadBenchmark> MeasureAsync(HttpClient client, int seconds, CancellationToken cancellationToken)
    {
        // Loads the engines, so that only rendering is measured.
        var first = await StartAsync(client, "Hello.", 0, wait: true, cancellationToken);
        var load = new PollLoad(client, Clients);
        // Opens the connections.
        await load.RunAsync([first], 2, 2, cancellationToken);
        var idle = await load.RunAsync([first], IdleRounds, IdleRounds, cancellationToken);

        var text = BenchmarkText.OfSeconds(seconds);
        var jobs = new List<string>();
        // The seeds differ: else one video would serve them all.
        for (var seed = 1; seed <= Renders; seed++) jobs.Add(await StartAsync(client, text, seed, wait: false, cancellationToken));
        return new LoadBenchmark(idle, await load.RunAsync(jobs, 1, MostRounds, cancellationToken));
    }

    private static async Task<string> StartAsync(HttpClient client, string text, int seed, bool wait, CancellationToken cancellationToken)
    {
        var body = new { text, seed, language = "en", speechEngine = "espeak" };
        using var response = await client.PostAsJsonAsync($"/api/v1/generate?wait={(wait ? "true" : "false")}", body, cancellationToken);
        var job = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        return response.IsSuccessStatusCode ? job.GetProperty("id").GetString()! : throw new RenderFailedException($"The benchmark's job was refused: {job}");
    }

    [GeneratedRegex(@"ready at (http://\S+)", RegexOptions.NonBacktracking)]
    private static partial Regex Ready();
}
