using System.Text.Json.Serialization;
using Avatar.Core.Rendering;

namespace Avatar.Core.Requests;

/// <summary>A request for a video as it comes over HTTP and in batch files. Only the text is needed; values are checked by the core.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public record GenerateBody
{
    private static readonly RenderRequest Defaults = new() { Text = "" };

    /// <summary>What to say: English, Mandarin or Spanish, up to 20,000 characters.</summary>
    public required string Text { get; init; }

    /// <summary>auto, en, zh or es.</summary>
    public string Language { get; init; } = Defaults.Language;

    /// <summary>A voice of GET /api/v1/voices, or a mix such as af_heart*0.7+af_bella*0.3. Default: follows the language.</summary>
    public string? Voice { get; init; }

    /// <summary>Speaking rate, 0.5 to 2.</summary>
    public double Speed { get; init; } = Defaults.Speed;

    /// <summary>bruce, mei, sofia, the id of an uploaded image, or the URL of a JPEG, PNG or WebP. Default: follows the language.</summary>
    public string? ReferenceImage { get; init; }

    /// <summary>Height in pixels: 256, 360, 512 or 720.</summary>
    public int Size { get; init; } = Defaults.Size;

    /// <summary>1:1, 9:16 or 16:9.</summary>
    public string Aspect { get; init; } = Defaults.Aspect;

    /// <summary>Frames per second: 25 or 30.</summary>
    public int Fps { get; init; } = Defaults.Fps;

    /// <summary>none, srt or vtt (a file beside the video), or burn (drawn into it).</summary>
    public string Captions { get; init; } = Defaults.Captions;

    /// <summary>keep, a colour (#rrggbb), the id of an uploaded image, or the URL of one.</summary>
    public string Background { get; init; } = Defaults.Background;

    /// <summary>Seed of the motion; the same seed gives the same video.</summary>
    public int Seed { get; init; } = Defaults.Seed;

    /// <summary>The id of an uploaded clip's motion (POST /api/v1/motions), which moves head, brows, gaze and lids in place of the seed.</summary>
    public string? Motion { get; init; }

    /// <summary>mp4 or webm.</summary>
    public string Format { get; init; } = Defaults.Format;

    /// <summary>kokoro, espeak, chatterbox or xtts; the last two need models of their own and a GPU.</summary>
    public string SpeechEngine { get; init; } = Defaults.SpeechEngine;

    /// <summary>mesh or liveportrait.</summary>
    public string PortraitEngine { get; init; } = Defaults.PortraitEngine;

    /// <summary>A public URL that is told when the job has ended (docs/webhooks.md).</summary>
    public string? CallbackUrl { get; init; }

    /// <summary>Your own id, given back to the callback; up to 200 characters.</summary>
    public string? CallbackId { get; init; }

    /// <summary>The request for the core; images are not yet stored.</summary>
    public RenderRequest ToRequest() => new()
    {
        Text = Text,
        Language = Language,
        Voice = Voice,
        Speed = Speed,
        Portrait = ReferenceImage,
        Size = Size,
        Aspect = Aspect,
        Fps = Fps,
        Captions = Captions,
        Background = Background,
        Seed = Seed,
        Motion = Motion,
        Format = Format,
        SpeechEngine = SpeechEngine,
        PortraitEngine = PortraitEngine,
    };
}
