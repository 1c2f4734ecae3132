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

/// <summary>What a render reports while it runs: the stages begun, in order.</summary>
/// <param name="Stages">How far each is.</param>
public sealed record RenderReport(IReadOnlyList<RenderProgress> Stages);

/// <summary>
/// Renders a job: plan, synthesize all segments, animate each as soon as it and its neighbours are spoken, mux, publish, notify.
/// The published files are <c>videos/ID.mp4</c> (or <c>.webm</c>), <c>videos/ID.poster.png</c>, <c>videos/ID.manifest.json</c> and, where
/// asked for, <c>videos/ID.srt</c> or <c>.vtt</c>; in the result, Output, Poster and Captions are their names without the folder.
/// </summary>
public static class RenderOrchestration
{
    /// <summary>The folder of published files.</summary>
    public const string PublishedFolder = "videos";

    /// <summary>Under which it is registered.</summary>
    public static OrchestrationDefinition<RenderInput, RenderResult> Definition { get; } = new("render", RunAsync);

    private static Task<RenderResult> RunAsync(IOrchestrationContext context, RenderInput input) => throw new NotImplementedException();
}
