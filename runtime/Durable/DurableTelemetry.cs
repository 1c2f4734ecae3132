using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using System.Text;
using Avatar.Core.Orchestration;
using Avatar.Runtime.Durable.Activities;
using Avatar.Runtime.Durable.Execution;

namespace Avatar.Runtime.Durable;

/// <summary>
/// What the engine shows of itself: spans of the source and instruments of the meter <see cref="Name"/>. The spans of one job share a
/// trace id made from the id of its root orchestration, so that they stay together across restarts.
/// </summary>
internal static class DurableTelemetry
{
    /// <summary>The name of the source and of the meter.</summary>
    public const string Name = "Avatar.Durable";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Seconds = Meter.CreateHistogram<double>(
        "avatar.activity.duration",
        "s",
        "How long tries of activities took, by activity and outcome.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 900] });

    private static readonly Counter<long> Failures = Meter.CreateCounter<long>(
        "avatar.durable.failures", "{failure}", "Steps and orchestrations that failed for good, by kind.");

    /// <summary>Shows how much an engine has to do, until the meter is disposed.</summary>
    public static Meter Observe(Func<DurableStatistics> statistics)
    {
        var meter = new Meter(Name);
        meter.CreateObservableGauge("avatar.durable.queued", () => statistics().QueuedActivities, "{activity}", "Activities that wait for a place.");
        meter.CreateObservableGauge("avatar.durable.running", () => statistics().RunningActivities, "{activity}", "Activities under way.");
        meter.CreateObservableGauge("avatar.durable.orchestrations", () => statistics().ActiveOrchestrations, "{orchestration}", "Orchestrations that have not ended.");
        return meter;
    }

    /// <summary>Begins the span of a try.</summary>
    public static Activity? StartTry(Step step, int number)
    {
        if (!Source.HasListeners()) return null;
        var span = Source.StartActivity($"activity {step.Call.Name}", ActivityKind.Internal, Job(step.Instance.Root.Id));
        span?.SetTag("avatar.activity.name", step.Call.Name);
        span?.SetTag("avatar.instance.id", step.Instance.Id);
        span?.SetTag("avatar.activity.attempt", number);
        return span;
    }

    /// <summary>Ends the span of a try and counts it.</summary>
    public static void EndTry(Activity? span, Step step, TryResult result, TimeSpan elapsed)
    {
        span?.SetTag("avatar.activity.outcome", result.Outcome);
        if (result.Failure is not null) span?.SetStatus(ActivityStatusCode.Error);
        Seconds.Record(elapsed.TotalSeconds, new("activity", step.Call.Name), new("outcome", result.Outcome));
    }

    /// <summary>Counts what failed for good.</summary>
    public static void CountFailure(StepFailure failure) =>
        Failures.Add(1, new("step", failure.Step), new("kind", failure.Kind.ToString()));

    private static ActivityContext Job(string rootId)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(rootId));
        return new(
            ActivityTraceId.CreateFromBytes(hash.AsSpan(0, 16)), ActivitySpanId.CreateFromBytes(hash.AsSpan(16, 8)), ActivityTraceFlags.Recorded);
    }
}
