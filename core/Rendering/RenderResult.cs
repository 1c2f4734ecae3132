using Avatar.Core.Provenance;

namespace Avatar.Core.Rendering;

/// <summary>A finished render; also the manifest that is written beside the video.</summary>
public sealed record RenderResult
{
    /// <summary>The video file.</summary>
    public required string Output { get; init; }

    /// <summary>The video's length in seconds.</summary>
    public required double DurationSeconds { get; init; }

    /// <summary>How many frames it has.</summary>
    public required long Frames { get; init; }

    /// <summary>Frames per second.</summary>
    public required int Fps { get; init; }

    /// <summary>Width in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Height in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>What is said when, segment by segment.</summary>
    public required IReadOnlyList<RenderedSegment> Segments { get; init; }

    /// <summary>What made it.</summary>
    public required RenderEngines Engines { get; init; }

    /// <summary>The voice that speaks.</summary>
    public required string Voice { get; init; }

    /// <summary>The portrait's file name.</summary>
    public required string Portrait { get; init; }

    /// <summary>The seed of the motion.</summary>
    public required int Seed { get; init; }

    /// <summary>The clip that moved the head, or null where the seed did.</summary>
    public string? Motion { get; init; }

    /// <summary>The caption file, or null when there is none.</summary>
    public string? Captions { get; init; }

    /// <summary>The poster image beside the video, the first speaking frame.</summary>
    public string? Poster { get; init; }

    /// <summary>What the user should know.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Where a cloned voice speaks, the signed statement that stands in the video too; else null.</summary>
    public SignedStatement? Provenance { get; init; }

    /// <summary>How long each stage took.</summary>
    public required RenderTimings Timings { get; init; }

    /// <summary>Seconds of work for one second of video.</summary>
    public double RealTimeFactor => Math.Round(Timings.Total / DurationSeconds, 4);
}

/// <summary>A segment's place in the video.</summary>
/// <param name="Language">Its language's code.</param>
/// <param name="Text">The original text.</param>
/// <param name="StartSeconds">When it begins.</param>
/// <param name="EndSeconds">When it ends, the pause after it included.</param>
public sealed record RenderedSegment(string Language, string Text, double StartSeconds, double EndSeconds);

/// <summary>The engines of a render, each with its version.</summary>
public sealed record RenderEngines(string Speech, string Portrait);

/// <summary>Seconds during which each stage had work under way (synthesis and animation overlap), and in all.</summary>
public sealed record RenderTimings(double Plan, double Synthesize, double Animate, double Mux, double Total);
