namespace Avatar.Core.Rendering;

/// <summary>What a user asks for, as written; <see cref="RenderJob.From"/> checks it. Only the text is needed.</summary>
public sealed record RenderRequest
{
    /// <summary>What to say, up to 20,000 characters.</summary>
    public required string Text { get; init; }

    /// <summary>auto, en, zh or es.</summary>
    public string Language { get; init; } = "auto";

    /// <summary>A voice of the speech engine; null takes the default voice of the text's main language.</summary>
    public string? Voice { get; init; }

    /// <summary>Speaking rate, 0.5 to 2.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>A shipped portrait's name or the key of a stored image; null takes the default portrait of the text's main language.</summary>
    public string? Portrait { get; init; }

    /// <summary>The video's height in pixels: 256, 360, 512 or 720.</summary>
    public int Size { get; init; } = 512;

    /// <summary>The video's shape: 1:1, 9:16 or 16:9.</summary>
    public string Aspect { get; init; } = "1:1";

    /// <summary>Frames per second: 25 or 30.</summary>
    public int Fps { get; init; } = 25;

    /// <summary>none, srt, vtt or burn.</summary>
    public string Captions { get; init; } = "none";

    /// <summary>keep, a colour as #rrggbb, or the key of a stored image.</summary>
    public string Background { get; init; } = "keep";

    /// <summary>The seed of the motion; the same seed gives the same video.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The key of a stored clip's motion, which moves head, brows, gaze and lids in place of the seed; null for none.</summary>
    public string? Motion { get; init; }

    /// <summary>The kind of file: mp4 or webm.</summary>
    public string Format { get; init; } = "mp4";

    /// <summary>The engine that speaks.</summary>
    public string SpeechEngine { get; init; } = "kokoro";

    /// <summary>The engine that animates.</summary>
    public string PortraitEngine { get; init; } = "mesh";
}
