using System.Collections.Concurrent;
using System.Text.Json;
using Avatar.Core.Errors;
using Avatar.Core.Orchestration;
using Avatar.Runtime.Durable.Execution;
using CsCheck;
using static Avatar.Runtime.Tests.Durable.DurableFixture;

namespace Avatar.Runtime.Tests.Durable;

public class CrashTests
{
    private const int Events = 64;

    /// <summary>
    /// Whatever the orchestration and wherever the engine dies, before or after a commit: the result is the same, and no activity whose
    /// end was journalled runs again.
    /// </summary>
    [Fact]
    public Task AnyOrchestrationGivesTheSameWhereverTheEngineCrashes() =>
        Gen.Select(CrashProgram.Gen, Gen.Select(Gen.Int[1, 12], Gen.Enum<CommitPhase>()).Array[0, 4]).SampleAsync(CheckAsync, iter: 120, threads: 2);

    private static async Task CheckAsync(CrashProgram program, (int Commits, CommitPhase Phase)[] crashes)
    {
        var life = 0;
        var journalled = new HashSet<string>(); // Written between lives only.
        var repeated = new ConcurrentQueue<string>();
        var interpreter = new CrashInterpreter(key =>
        {
            if (journalled.Contains(key)) repeated.Enqueue($"{key} in life {life}");
        });
        await using var durable = new DurableFixture { Registry = interpreter.Register() };
        OrchestrationState? ended = null;
        for (; ended is null; life++)
        {
            durable.Options = durable.Options with { CommitHook = life < crashes.Length ? Crash(crashes[life]) : null };
            try
            {
                await durable.OpenAsync();
                await durable.Engine.StartAsync(interpreter.Orchestration, "root", program, None);
                // More than are waited for; those of an earlier life are still there.
                for (var i = 0; i < Events; i++) await durable.Engine.RaiseEventAsync("root", "go", 7, None);
                ended = await durable.EndOfAsync("root");
            }
            catch (RenderFailedException)
            {
                // The crash.
            }

            await durable.CloseAsync();
            journalled.UnionWith(durable.Query(
                "SELECT input FROM steps WHERE kind = 0 AND completion IS NOT NULL",
                row => JsonDocument.Parse(row.GetString(0)).RootElement.GetProperty("key").GetString()!));
        }

        Assert.Empty(repeated);
        Assert.Null(ended.Failure);
        Assert.Equal(program.Value, ended.Result!.Value.GetInt32());
    }

    private static Action<CommitPhase> Crash((int Commits, CommitPhase Phase) crash)
    {
        var commits = 0;
        return phase =>
        {
            if (phase == CommitPhase.Before) commits++;
            if (commits == crash.Commits && phase == crash.Phase) throw new IOException("Crash.");
        };
    }
}
