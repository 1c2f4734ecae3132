using System.Collections.Concurrent;
using Avatar.Core.Activities;
using Avatar.Core.Artifacts;
using Avatar.Core.Errors;
using Avatar.Core.Orchestration;
using Avatar.Core.Rendering;
using Avatar.Core.Tests.Rendering;

namespace Avatar.Core.Tests.Orchestration;

/// <summary>The order of the steps, with activities that only write down that they were called.</summary>
public class RenderOrchestrationTests
{
    private static readonly WorkTime Now = new(DateTimeOffset.UnixEpoch, 1);
    private readonly ConcurrentQueue<string> _steps = new();
    private readonly List<RenderReport> _reports = [];
    private MuxedRender? _finished;
    private int _failingSegment = -1;
    private int _failuresAsInput = -1;

    [Fact]
    public async Task Segments_are_placed_one_after_the_other_and_animated_with_their_neighbours()
    {
        await RunAsync(segments: 3);

        Assert.Equal("plan", _steps.First());
        Assert.Equal(["animate 0 at 0 before - after 10", "animate 1 at 10 before 0 after 21", "animate 2 at 21 before 10 after -"], Steps("animate"));
        Assert.Equal(["mux 3", "publish job-1"], _steps.TakeLast(2));
    }

    [Fact]
    public async Task Stages_are_reported_as_they_go()
    {
        await RunAsync(segments: 2);

        Assert.Equal(
            [new(RenderStage.Plan, 1, 1), new(RenderStage.Synthesize, 2, 2), new(RenderStage.Animate, 2, 2), new(RenderStage.Mux, 1, 1)],
            _reports[^1].Stages);
        Assert.Equal([new(RenderStage.Plan, 0, 1)], _reports[0].Stages);
    }

    [Fact]
    public async Task What_was_rendered_before_is_only_published()
    {
        _finished = new MuxedRender(Key("video"), Key("poster"), null, 50, [], Now);

        await RunAsync(segments: 3);

        Assert.Equal(["plan", "publish job-1"], _steps);
    }

    [Fact]
    public async Task A_failed_segment_fails_the_job_and_the_caller_is_told()
    {
        _failingSegment = 1;

        var error = await Assert.ThrowsAsync<StepFailedException>(() => RunAsync(segments: 3, new Callback("https://example.com", "mine")));

        Assert.Equal(new StepFailure("synthesize", FailureKind.Failed, null, "Segment 1 fails."), error.Failure);
        // Segments under way may end after it.
        Assert.Contains("notify Segment 1 fails.", _steps);
        Assert.Empty(Steps("mux"));
    }

    [Fact]
    public async Task Bad_input_keeps_its_field()
    {
        _failuresAsInput = 0;

        var error = await Assert.ThrowsAsync<StepFailedException>(() => RunAsync(segments: 1));

        Assert.Equal((FailureKind.InvalidInput, "voice"), (error.Failure.Kind, error.Failure.Field));
    }

    [Fact]
    public async Task The_caller_is_told_of_a_result_last()
    {
        await RunAsync(segments: 1, new Callback("https://example.com", null));

        Assert.Equal("notify job-1.mp4", _steps.Last());
    }

    private static ArtifactKey Key(string name) => ArtifactKey.Of("any", name);

    private string[] Steps(string name) => [.. _steps.Where(step => step.StartsWith(name, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private Task<RenderResult> RunAsync(int segments, Callback? callback = null)
    {
        var host = new DirectOrchestration("job-1", 4, report => _reports.Add((RenderReport)report!));
        host.Add(RenderActivities.Plan, new Step<RenderRequest, PlannedRender>(_ => Did("plan", new PlannedRender(Key("plan"), segments, _finished, Now))));
        host.Add(RenderActivities.Synthesize, new Step<SegmentToSpeak, SpokenSegment>(input =>
            input.Segment == _failingSegment ? throw new RenderFailedException($"Segment {input.Segment} fails.")
            : input.Segment == _failuresAsInput ? throw new InvalidInputException("voice", "No such voice.")
            : Did($"synthesize {input.Segment}", new SpokenSegment(Key($"marks{input.Segment}"), Key("audio"), 10 + input.Segment, Now))));
        host.Add(RenderActivities.Animate, new Step<SegmentToAnimate, AnimatedSegment>(input => Did(
            $"animate {input.Segment} at {input.Speech.StartFrame} before {At(input.Before)} after {At(input.After)}",
            new AnimatedSegment(Key("video"), input.Segment == 0 ? Key("poster") : null, Now))));
        host.Add(RenderActivities.Mux, new Step<RenderToMux, MuxedRender>(input => Did(
            $"mux {input.Segments.Count}", new MuxedRender(Key("video"), input.Poster, null, 50, [], Now))));
        host.Add(RenderActivities.Publish, new Step<RenderToPublish, RenderResult>(input =>
            Did($"publish {input.JobId}", SomeResult.Of(input.JobId + ".mp4") with { Timings = input.Timings })));
        host.Add(RenderActivities.Notify, new Step<RenderEnded, NotificationStarted>(input => Did(
            $"notify {input.Result?.Output ?? input.Failure!.Message}", new NotificationStarted("n"))));
        return host.RunAsync(RenderOrchestration.Definition, new RenderInput(new RenderRequest { Text = "Hi." }, callback), TestContext.Current.CancellationToken);
    }

    private static string At(PlacedSpeech? speech) => speech is null ? "-" : $"{speech.StartFrame}";

    private T Did<T>(string step, T result)
    {
        _steps.Enqueue(step);
        return result;
    }

    private sealed class Step<TInput, TResult>(Func<TInput, TResult> work) : IActivity<TInput, TResult>
    {
        public async Task<TResult> RunAsync(TInput input, CancellationToken cancellationToken)
        {
            await Task.Yield();
            return work(input);
        }
    }
}
