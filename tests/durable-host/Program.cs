using System.Globalization;
using System.Text;
using Avatar.Core.Orchestration;
using Avatar.Runtime.Durable;

// durable-host FOLDER LIFE JOBS: opens the engine in FOLDER, starts JOBS jobs unless they are known, and ends when all have. Each activity
// first appends "LIFE KEY" to FOLDER/runs.log.
var (folder, life, jobs) = (args[0], args[1], int.Parse(args[2], CultureInfo.InvariantCulture));
using var log = new FileStream(Path.Combine(folder, "runs.log"), FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
var registry = new DurableRegistry();
var work = new ActivityDefinition<Call, int>(
    "work", new(new(100, TimeSpan.FromMilliseconds(2), 2, TimeSpan.FromSeconds(1)), TimeSpan.FromMinutes(1), ActivityLoad.InputOutput));
var child = new OrchestrationDefinition<int, int>("child", async (context, number) =>
    await context.CallActivityAsync(work, new($"{context.InstanceId}:a", number)) + await context.CallActivityAsync(work, new($"{context.InstanceId}:b", number)));
var job = new OrchestrationDefinition<int, int>("job", async (context, number) =>
{
    var first = await context.CallActivityAsync(work, new($"{context.InstanceId}:plan", number));
    var parts = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => context.CallActivityAsync(work, new($"{context.InstanceId}:part{i}", number + i))));
    context.Report(parts.Length);
    await context.WaitUntilAsync(context.CurrentUtc.AddMilliseconds(number), default);
    var children = await Task.WhenAll(Enumerable.Range(0, 3).Select(i => context.CallChildAsync(child, $"{context.InstanceId}/{i}", i)));
    return first + parts.Sum() + children.Sum() + await context.CallActivityAsync(work, new($"{context.InstanceId}:flaky", number));
});
registry.Add(work, new Work(log, life)).Add(child).Add(job);

await using var engine = await DurableEngine.OpenAsync(
    new() { Folder = folder, ComputePlaces = 2, InputOutputPlaces = 4 }, registry, TimeProvider.System, CancellationToken.None);
for (var number = 0; number < jobs; number++) await engine.StartAsync(job, $"job{number}", number, CancellationToken.None);
for (var number = 0; number < jobs; number++)
    await foreach (var _ in engine.WatchAsync($"job{number}", CancellationToken.None)) { }

/// <summary>A step of a job.</summary>
internal sealed record Call(string Key, int Number);

/// <summary>Notes that it runs, takes a while, and gives the number back; a flaky one fails on its first try in each life.</summary>
internal sealed class Work(FileStream log, string life) : IActivity<Call, int>
{
    private readonly HashSet<string> _tried = [];

    public async Task<int> RunAsync(Call input, CancellationToken cancellationToken)
    {
        bool first;
        lock (_tried)
        {
            log.Write(Encoding.UTF8.GetBytes($"{life} {input.Key}\n"));
            first = _tried.Add(input.Key);
        }

        await Task.Delay(3, cancellationToken);
        return first && input.Key.EndsWith("flaky", StringComparison.Ordinal) ? throw new IOException("Once.") : input.Number;
    }
}
