using System.Diagnostics;
using Avatar.Core.Errors;
using Avatar.Core.Orchestration;
using Avatar.Runtime.Durable.Execution;
using Microsoft.Extensions.Logging;

namespace Avatar.Runtime.Durable.Activities;

/// <summary>One try of an activity, under way in the thread pool.</summary>
#pragma warning disable CA1001 // A source without a timer holds nothing, and a late Stop must do no harm.
internal sealed class ActivityTry
#pragma warning restore CA1001
{
    private readonly CancellationTokenSource _stop = new();

    private ActivityTry()
    {
    }

    /// <summary>Ends after the try's end was told to the engine.</summary>
    public Task Ended { get; private set; } = Task.CompletedTask;

    /// <summary>Begins a try.</summary>
    /// <param name="step">The step; only its unchanging parts are used.</param>
    /// <param name="activity">The code.</param>
    /// <param name="time">The clock of the timeout.</param>
    /// <param name="logger">Where failures are told.</param>
    /// <param name="onEnd">Takes the result, on any thread.</param>
    public static ActivityTry Start(Step step, RegisteredActivity activity, TimeProvider time, ILogger logger, Action<TryResult> onEnd)
    {
        var started = new ActivityTry();
        var number = step.Attempts + 1;
        started.Ended = Task.Run(async () => onEnd(await started.RunAsync(step, number, activity, time, logger)));
        return started;
    }

    /// <summary>Asks it to stop. It holds its place until it has.</summary>
    public void Stop() => _ = _stop.CancelAsync(); // Not here: what follows is the activity's code.

    private async Task<TryResult> RunAsync(Step step, int number, RegisteredActivity activity, TimeProvider time, ILogger logger)
    {
        using var span = DurableTelemetry.StartTry(step, number);
        var begun = Stopwatch.GetTimestamp();
        using var timeout = new CancellationTokenSource(step.Call.Options!.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _stop.Token);
        TryResult result;
        try
        {
            result = new(await activity.RunAsync(step.Call.Input, either.Token), null);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            result = default;
        }
#pragma warning disable CA1031 // Whatever an activity throws is its failure.
        catch (Exception e)
#pragma warning restore CA1031
        {
            if (e is not InvalidInputException) Log.TryFailed(logger, step.Call.Name, step.Instance.Id, number, e);
            result = new(null, Failure(step, e, timeout.IsCancellationRequested));
        }

        DurableTelemetry.EndTry(span, step, result, Stopwatch.GetElapsedTime(begun));
        return result;
    }

    private static StepFailure Failure(Step step, Exception exception, bool timedOut)
    {
        var name = step.Call.Name;
        return exception switch
        {
            InvalidInputException invalid => new(name, FailureKind.InvalidInput, invalid.Field, invalid.Message),
            OperationCanceledException when timedOut =>
                new(name, FailureKind.TimedOut, null, $"The step {name} took longer than {step.Call.Options!.Timeout.TotalSeconds:0.###} s."),
            _ => new(name, FailureKind.Failed, null, exception.Message),
        };
    }
}
