using Avatar.Core.Artifacts;
using Avatar.Core.Orchestration;
using Avatar.Core.Rendering;

namespace Avatar.Core.Activities;

/// <summary>What planning found.</summary>
/// <param name="Plan">The stored <see cref="RenderPlan"/>.</param>
/// <param name="SegmentCount">How many segments there are to speak.</param>
/// <param name="Finished">What the same request made before, or null.</param>
/// <param name="Time">When the work was done.</param>
public sealed record PlannedRender(ArtifactKey Plan, int SegmentCount, MuxedRender? Finished, WorkTime Time);

/// <summary>A segment of a plan.</summary>
public sealed record SegmentToSpeak(ArtifactKey Plan, int Segment);

/// <summary>A segment's speech.</summary>
/// <param name="Marks">The stored <see cref="SpokenMarks"/>.</param>
/// <param name="Audio">The audio, padded to whole frames.</param>
/// <param name="FrameCount">How many frames it lasts.</param>
/// <param name="Time">When the work was done.</param>
public sealed record SpokenSegment(ArtifactKey Marks, ArtifactKey Audio, int FrameCount, WorkTime Time);

/// <summary>A segment's speech at its place on the whole timeline.</summary>
/// <param name="Marks">The stored <see cref="SpokenMarks"/>.</param>
/// <param name="StartFrame">The first frame's number.</param>
/// <param name="FrameCount">How many frames it lasts.</param>
public sealed record PlacedSpeech(ArtifactKey Marks, long StartFrame, int FrameCount);

/// <summary>A segment to animate, with its neighbours where there are any.</summary>
public sealed record SegmentToAnimate(ArtifactKey Plan, int Segment, PlacedSpeech Speech, PlacedSpeech? Before, PlacedSpeech? After);

/// <summary>A segment's video.</summary>
/// <param name="Video">The encoded frames.</param>
/// <param name="Poster">Its first speaking frame as PNG; for the first segment only.</param>
/// <param name="Time">When the work was done.</param>
public sealed record AnimatedSegment(ArtifactKey Video, ArtifactKey? Poster, WorkTime Time);

/// <summary>A segment's parts, ready to be joined.</summary>
public sealed record SegmentParts(PlacedSpeech Speech, ArtifactKey Audio, ArtifactKey Video);

/// <summary>All segments in order, with the poster.</summary>
public sealed record RenderToMux(ArtifactKey Plan, IReadOnlyList<SegmentParts> Segments, ArtifactKey Poster);

/// <summary>A finished video, not yet under its job's name; also what is kept to answer the same request at once.</summary>
/// <param name="Video">The video.</param>
/// <param name="Poster">The poster.</param>
/// <param name="Captions">The caption file, or null.</param>
/// <param name="FrameCount">The video's length.</param>
/// <param name="Segments">What is said when.</param>
/// <param name="Time">When the work was done.</param>
public sealed record MuxedRender(
    ArtifactKey Video, ArtifactKey Poster, ArtifactKey? Captions, long FrameCount, IReadOnlyList<RenderedSegment> Segments, WorkTime Time);

/// <summary>A finished video and the job that it belongs to.</summary>
public sealed record RenderToPublish(string JobId, ArtifactKey Plan, MuxedRender Render, RenderTimings Timings);

/// <summary>A job that has ended, for whom it may concern: with a result or with a failure.</summary>
public sealed record RenderEnded(string JobId, Callback Callback, RenderResult? Result, StepFailure? Failure);

/// <summary>The orchestration that delivers a notification.</summary>
public sealed record NotificationStarted(string InstanceId);
