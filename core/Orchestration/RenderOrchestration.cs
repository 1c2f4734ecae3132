using Avatar.Core.Activities;
using Avatar.Core.Rendering;

namespace Avatar.Core.Orchestration;

/// <summary>What a render orchestration is asked for.</summary>
/// <param name="Request">What to render; images in it are keys of stored images.</param>
/// <param name="Callback">Whom to tell when it ends, or null.</param>
public sealed record RenderInput(RenderRequest Request, Callback? Callback);

/// <summary>Whom to tell when a job ends.</summary>
/// <param name="Url">Where to post to; public https or http.</param>
/// <param name="Id">The caller's own id, given back to it; null for none.</param>
public sealed record Callback(string Url, string? Id);

/// <summary>What a render reports while it runs.</summary>
/// <param name="Stages">How far each stage is that has begun, in order.</param>
public sealed record RenderReport(IReadOnlyList<RenderProgress> Stages);

/// <summary>
/// Renders a job: plan, synthesize all segments, animate each as soon as it and its neighbours are spoken, mux, publish, notify. The result
/// names the job's files (<see cref="PublishedFiles"/>) without their folder.
/// </summary>
public static class RenderOrchestration
{
    /// <summary>Under which it is registered.</summary>
    public static OrchestrationDefinition<RenderInput, RenderResult> Definition { get; } = new("render", RunAsync);

    private static async Task<RenderResult> RunAsync(IOrchestrationContext context, RenderInput input)
    {
        if (input.Callback is not { } callback) return await RenderAsync(context, input.Request);
        RenderResult result;
        try
        {
            result = await RenderAsync(context, input.Request);
        }
        catch (StepFailedException error)
        {
            await context.CallActivityAsync(RenderActivities.Notify, new RenderEnded(context.InstanceId, callback, null, error.Failure));
            throw;
        }

        await context.CallActivityAsync(RenderActivities.Notify, new RenderEnded(context.InstanceId, callback, result, null));
        return result;
    }

    private static async Task<RenderResult> RenderAsync(IOrchestrationContext context, RenderRequest request)
    {
        var startedUtc = context.CurrentUtc;
        var progress = new RenderProgressReport(context);
        var plan = await progress.CountAsync(RenderStage.Plan, 1, context.CallActivityAsync(RenderActivities.Plan, request));
        var speaking = new Task<SpokenSegment>[plan.SegmentCount];
        if (plan.Finished is { } finished) return await PublishAsync(finished, []);

        for (var i = 0; i < speaking.Length; i++)
            speaking[i] = progress.CountAsync(RenderStage.Synthesize, speaking.Length, context.CallActivityAsync(RenderActivities.Synthesize, new SegmentToSpeak(plan.Plan, i)));

        var speech = new List<PlacedSpeech>(speaking.Length);
        var animating = new List<Task<AnimatedSegment>>(speaking.Length);
        for (var i = 0; i < speaking.Length; i++)
        {
            // Segments are placed one after the other, so each one's place is known once all before it are spoken.
            var spoken = await speaking[i];
            speech.Add(new PlacedSpeech(spoken.Marks, i == 0 ? 0 : speech[i - 1].StartFrame + speech[i - 1].FrameCount, spoken.FrameCount));
            if (i > 0) Animate(i - 1);
        }

        Animate(speaking.Length - 1);
        var animated = await Task.WhenAll(animating);
        var parts = speaking.Select((spoken, i) => new SegmentParts(speech[i], spoken.Result.Audio, animated[i].Video));
        var muxed = await progress.CountAsync(
            RenderStage.Mux, 1, context.CallActivityAsync(RenderActivities.Mux, new RenderToMux(plan.Plan, [.. parts], animated[0].Poster!.Value)));
        return await PublishAsync(muxed, animated);

        void Animate(int i) => animating.Add(progress.CountAsync(
            RenderStage.Animate,
            speaking.Length,
            context.CallActivityAsync(
                RenderActivities.Animate,
                new SegmentToAnimate(plan.Plan, i, speech[i], i > 0 ? speech[i - 1] : null, i + 1 < speech.Count ? speech[i + 1] : null))));

        Task<RenderResult> PublishAsync(MuxedRender render, IReadOnlyList<AnimatedSegment> drawn) => context.CallActivityAsync(
            RenderActivities.Publish,
            new RenderToPublish(context.InstanceId, plan.Plan, render, new RenderTimings(
                WorkTime.Busy([plan.Time]),
                WorkTime.Busy(speaking.Where((_, i) => i < drawn.Count).Select(spoken => spoken.Result.Time)),
                WorkTime.Busy(drawn.Select(segment => segment.Time)),
                drawn.Count == 0 ? 0 : WorkTime.Busy([render.Time]),
                Math.Round((context.CurrentUtc - startedUtc).TotalSeconds, 4))));
    }
}
