using Avatar.Core.Orchestration;
using Avatar.Runtime.Durable;

namespace Avatar.Runtime.Tests.Durable;

/// <summary>Interprets programs, with the contexts of an engine.</summary>
/// <param name="onRun">Told of each run of an activity.</param>
internal sealed class CrashInterpreter(Action<string> onRun)
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, int> tries = new();

    public OrchestrationDefinition<CrashProgram, int> Orchestration { get; private set; } = null!;

    private ActivityDefinition<Call, int> Work { get; set; } = null!;

    public DurableRegistry Register()
    {
        var registry = new DurableRegistry();
        Work = DurableFixture.Activity<Call, int>(registry, "work", RunAsync, DurableFixture.Run(attempts: 3, firstDelaySeconds: 0.001));
        Orchestration = new("program", async (context, program) => await ValueAsync(new(context), program));
        return registry.Add(Orchestration);
    }

    private async Task<int> RunAsync(Call call, CancellationToken cancellationToken)
    {
        onRun(call.Key);
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        var failures = call.Kind switch { CrashKind.Failing => int.MaxValue, CrashKind.Flaky => 1 + call.Number % 2, _ => 0 };
        return tries.AddOrUpdate(call.Key, 1, (_, count) => count + 1) <= failures ? throw new IOException("Fails.") : call.Number;
    }

    private async Task<int> ValueAsync(Scope scope, CrashProgram program)
    {
        var context = scope.Context;
        switch (program.Kind)
        {
            case CrashKind.Activity or CrashKind.Flaky:
                return await context.CallActivityAsync(Work, scope.Call(program));
            case CrashKind.Failing:
                try
                {
                    return await context.CallActivityAsync(Work, scope.Call(program));
                }
                catch (StepFailedException)
                {
                    return -program.Number;
                }

            case CrashKind.Timer:
                await context.WaitUntilAsync(context.CurrentUtc.AddMilliseconds(program.Number / 300), default);
                return 1;
            case CrashKind.Event:
                return await context.WaitForEventAsync<int>("go", default);
            case CrashKind.GivenUpEvent:
                using (var giveUp = new CancellationTokenSource())
                {
                    var never = context.WaitForEventAsync<int>("never", giveUp.Token);
                    await Task.WhenAny(never, context.WaitUntilAsync(context.CurrentUtc.AddMilliseconds(1), giveUp.Token));
                    giveUp.Cancel();
                    return never.IsCanceled ? 1 : 0;
                }

            case CrashKind.Race:
                var (a, b) = (context.CallActivityAsync(Work, scope.Call(program)), context.CallActivityAsync(Work, scope.Call(program)));
                var first = await Task.WhenAny(a, b) == a ? 1 : 2;
                await context.CallActivityAsync(Work, new Call($"{context.InstanceId}:winner{first}:{scope.Next()}", CrashKind.Activity, first));
                return 1;
            case CrashKind.Sequence:
                return await SequenceAsync(scope, program);
            case CrashKind.Parallel:
                var values = await Task.WhenAll(program.Parts.Select(part => ValueAsync(scope, part)));
                return values.Aggregate(program.Number, (sum, value) => unchecked(31 * sum + value));
            case CrashKind.Bounded:
                using (var places = new SemaphoreSlim(2))
                {
                    var all = await Task.WhenAll(program.Parts.Select(async part =>
                    {
                        await places.WaitAsync();
                        var value = await ValueAsync(scope, part);
                        places.Release();
                        return value;
                    }));
                    return all.Aggregate(program.Number, (sum, value) => unchecked(31 * sum + value));
                }

            default:
                context.Report(scope.Next());
                return await context.CallChildAsync(
                    Orchestration, $"{context.InstanceId}/{scope.Next()}", program with { Kind = CrashKind.Sequence, Parts = [.. program.Parts.Select(WithoutEvents)] });
        }
    }

    private async Task<int> SequenceAsync(Scope scope, CrashProgram program)
    {
        var sum = program.Number;
        foreach (var part in program.Parts) sum = unchecked(31 * sum + await ValueAsync(scope, part));
        return sum;
    }

    // Events are raised for the root alone; in a child, the same value comes from an activity.
    private static CrashProgram WithoutEvents(CrashProgram program) => program.Kind == CrashKind.Event
        ? program with { Kind = CrashKind.Activity, Number = 7 }
        : program with { Parts = [.. program.Parts.Select(WithoutEvents)] };

    internal sealed record Call(string Key, CrashKind Kind, int Number);

    private sealed class Scope(IOrchestrationContext context)
    {
        private int _last;

        public IOrchestrationContext Context { get; } = context;

        public int Next() => _last++;

        public Call Call(CrashProgram program) => new($"{Context.InstanceId}:{Next()}", program.Kind, program.Number);
    }
}
