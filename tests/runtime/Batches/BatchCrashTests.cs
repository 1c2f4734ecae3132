using System.Text.Json;
using Avatar.Core.Activities;
using Avatar.Core.Artifacts;
using Avatar.Core.Batches;
using Avatar.Core.Errors;
using Avatar.Core.Net;
using Avatar.Core.Orchestration;
using Avatar.Core.Rendering;
using Avatar.Core.Voices;
using Avatar.Engines;
using Avatar.Runtime.Configuration;
using Avatar.Runtime.Durable.Execution;
using Avatar.Runtime.Hosting;
using Avatar.Runtime.Tests.Durable;
using CsCheck;
using static Avatar.Runtime.Tests.Durable.DurableFixture;

namespace Avatar.Runtime.Tests.Batches;

public class BatchCrashTests
{
    private enum Kind
    {
        Good,
        Unusable,
        Failing,
    }

    /// <summary>
    /// Whatever the rows and wherever the engine dies, before or after a commit: the batch ends with one result a row in their order, the numbers
    /// are those of the results, and never more rows than allowed are under way. Renders are only played; all else is real.
    /// </summary>
    [Fact]
    public Task AnyBatchGivesTheSameWhereverTheEngineCrashes() =>
        Gen.Select(Gen.Enum<Kind>().Array[1, 60], Gen.Int[1, 5], Gen.Select(Gen.Int[1, 40], Gen.Enum<CommitPhase>()).Array[0, 3])
            .SampleAsync(CheckAsync, iter: 25, threads: 2);

    private static async Task CheckAsync(Kind[] kinds, int parallel, (int Commits, CommitPhase Phase)[] crashes)
    {
        await using var durable = new DurableFixture();
        var artifacts = new FileArtifactStore(Path.Combine(durable.Folder, "artifacts"));
        using var engines = new LocalEngines(new VoiceStore(Path.Combine(Path.GetTempPath(), "no-voices")));
        await using var tools = new ActivityTools(engines, artifacts, ProvenanceKey.Signer(new RuntimeSettings { DataFolder = durable.Folder }), artifacts.TemporaryFolder);
        using var http = new PublicHttp(false);
        BatchActivities.AddTo(durable.Registry, tools, http);
        var underWay = 0;
        var most = 0;
        var draw = durable.Activity<RenderRequest, RenderResult>("draw", async (request, cancellationToken) =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref underWay));
            try
            {
                await Task.Yield();
                cancellationToken.ThrowIfCancellationRequested();
                return request.Text == nameof(Kind.Failing) ? throw new InvalidInputException("portrait", "No face.") : Result(request.Seed);
            }
            finally
            {
                Interlocked.Decrement(ref underWay);
            }
        }, Run(load: ActivityLoad.InputOutput));
        durable.Orchestration<RenderInput, RenderResult>(RenderOrchestration.Definition.Name, (context, input) => context.CallActivityAsync(draw, input.Request));
        durable.Registry.Add(BatchOrchestration.Definition);
        durable.Options = durable.Options with { InputOutputPlaces = 8 };
        var input = new BatchInput(await StoreAsync(artifacts, kinds), kinds.Length, parallel, null);

        OrchestrationState? ended = null;
        for (var life = 0; ended is null; life++)
        {
            durable.Options = durable.Options with { CommitHook = life < crashes.Length ? Crash(crashes[life]) : null };
            try
            {
                await durable.OpenAsync();
                await durable.Engine.StartAsync(BatchOrchestration.Definition, "batch", input, None);
                ended = await durable.EndOfAsync("batch");
            }
            catch (RenderFailedException)
            {
                // The crash.
            }

            await durable.CloseAsync();
        }

        var result = ended.Result!.Value.Deserialize<BatchResult>(OrchestrationJson.Options)!;
        var good = Enumerable.Range(1, kinds.Length).Where(row => kinds[row - 1] == Kind.Good).ToList();
        Assert.Equal(new BatchSummary(kinds.Length, good.Count, kinds.Length - good.Count, 0, good.Sum()), result.Summary);
        using var reader = new StreamReader(await artifacts.OpenReadAsync(result.Files.Results, None));
        for (var row = 1; row <= kinds.Length; row++)
            Assert.Equal(Expected(row, kinds[row - 1]), JsonSerializer.Deserialize<BatchRowResult>((await reader.ReadLineAsync(None))!, OrchestrationJson.Options));
        Assert.Null(await reader.ReadLineAsync(None));
        Assert.InRange(most, 0, parallel);
    }

    private static async Task<ArtifactKey> StoreAsync(FileArtifactStore artifacts, Kind[] kinds)
    {
        using var rows = new MemoryStream();
        for (var i = 0; i < kinds.Length; i++)
        {
            JsonSerializer.Serialize(
                rows,
                kinds[i] == Kind.Unusable
                    ? new BatchRow(i + 1, $"row-{i + 1}", null, new RowFailure("size", "Too large."))
                    : new BatchRow(i + 1, $"row-{i + 1}", new RenderRequest { Text = kinds[i].ToString(), Seed = i + 1 }, null),
                OrchestrationJson.Options);
            rows.WriteByte((byte)'\n');
        }

        rows.Position = 0;
        var key = ArtifactKey.Of(BatchIntake.Folder, "rows.jsonl");
        await artifacts.WriteAsync(key, rows, None);
        return key;
    }

    private static BatchRowResult Expected(int row, Kind kind) => kind switch
    {
        Kind.Good => new(row, $"row-{row}", RowStatus.Succeeded, $"batch-{row:00000}", $"{row}.mp4", row, 1, null),
        Kind.Unusable => new(row, $"row-{row}", RowStatus.Failed, null, null, null, null, new("size", "Too large.")),
        _ => new(row, $"row-{row}", RowStatus.Failed, $"batch-{row:00000}", null, null, null, new("referenceImage", "No face.")),
    };

    private static RenderResult Result(int row) => new()
    {
        Output = $"{row}.mp4",
        DurationSeconds = row,
        Frames = row * 25,
        Fps = 25,
        Width = 256,
        Height = 256,
        Segments = [],
        Engines = new RenderEngines("speech", "portrait"),
        Voice = "voice",
        Portrait = "portrait",
        Seed = row,
        Warnings = [],
        Timings = new RenderTimings(0, 0, 0, 0, 1),
    };

    private static Action<CommitPhase> Crash((int Commits, CommitPhase Phase) crash)
    {
        var commits = 0;
        return phase =>
        {
            if (phase == CommitPhase.Before) commits++;
            if (commits == crash.Commits && phase == crash.Phase) throw new IOException("Crash.");
        };
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = most; value > seen; seen = most) Interlocked.CompareExchange(ref most, value, seen);
    }
}
