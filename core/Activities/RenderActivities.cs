using Avatar.Core.Orchestration;
using Avatar.Core.Rendering;

namespace Avatar.Core.Activities;

/// <summary>The activities of a render, as orchestrations call them.</summary>
public static class RenderActivities
{
    /// <summary>How many of them that need the processor are best run at once: one a core; each may take a few hundred megabytes.</summary>
    public static int SideBySide { get; } = Math.Clamp(Environment.ProcessorCount, 1, 8);

    private static readonly RetryPolicy Retry = new(4, TimeSpan.FromSeconds(2), 3, TimeSpan.FromMinutes(1));

    /// <summary>Cuts the text into segments, checks voice and portrait, and looks whether the same was rendered before.</summary>
    public static ActivityDefinition<RenderRequest, PlannedRender> Plan { get; } = new("plan", Compute(minutes: 5));

    /// <summary>Speaks one segment.</summary>
    public static ActivityDefinition<SegmentToSpeak, SpokenSegment> Synthesize { get; } = new("synthesize", Compute(minutes: 10));

    /// <summary>Draws and encodes one segment.</summary>
    public static ActivityDefinition<SegmentToAnimate, AnimatedSegment> Animate { get; } = new("animate", Compute(minutes: 15));

    /// <summary>Joins the segments.</summary>
    public static ActivityDefinition<RenderToMux, MuxedRender> Mux { get; } = new("mux", Compute(minutes: 30));

    /// <summary>Stores the result under the job's name, with its manifest.</summary>
    public static ActivityDefinition<RenderToPublish, RenderResult> Publish { get; } = new("publish", InputOutput(minutes: 10));

    /// <summary>Has the caller told that the job has ended; deliveries go on after the job.</summary>
    public static ActivityDefinition<RenderEnded, NotificationStarted> Notify { get; } = new("notify", InputOutput(minutes: 1));

    /// <summary>Tells a host the code of all activities but <see cref="Notify"/>, which each host has its own of.</summary>
    public static void AddTo(IActivityRegistry registry, ActivityTools tools)
    {
        ArgumentNullException.ThrowIfNull(registry);
        registry.Add(Plan, new PlanActivity(tools));
        registry.Add(Synthesize, new SynthesizeActivity(tools));
        registry.Add(Animate, new AnimateActivity(tools));
        registry.Add(Mux, new MuxActivity(tools));
        registry.Add(Publish, new PublishActivity(tools));
    }

    private static ActivityOptions Compute(int minutes) => new(Retry, TimeSpan.FromMinutes(minutes), ActivityLoad.Compute);

    private static ActivityOptions InputOutput(int minutes) => new(Retry, TimeSpan.FromMinutes(minutes), ActivityLoad.InputOutput);
}
