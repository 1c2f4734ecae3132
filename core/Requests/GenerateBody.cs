using System.ComponentModel;
using System.Text.Json.Serialization;
using Avatar.Core.Rendering;

namespace Avatar.Core.Requests;

/// <summary>A request for a video as it comes over HTTP and in batch files. Only the text is needed; values are checked by the core.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public record GenerateBody
{
    private static readonly RenderRequest Defaults = new() { Text = "" };

    /// <summary>What to say.</summary>
    [Description("What to say: English, Mandarin or Spanish, up to 20,000 characters.")]
    public required string Text { get; init; }

    /// <summary>The language.</summary>
    [Description("auto, en, zh or es.")]
    public string Language { get; init; } = Defaults.Language;

    /// <summary>The voice.</summary>
    [Description("A voice of GET /api/v1/voices, or a mix such as af_heart*0.7+af_bella*0.3. Default: follows the language.")]
    public string? Voice { get; init; }

    /// <summary>The speaking rate.</summary>
    [Description("Speaking rate, 0.5 to 2.")]
    public double Speed { get; init; } = Defaults.Speed;

    /// <summary>The portrait.</summary>
    [Description("bruce, mei, sofia, the id of an uploaded image, or the URL of a JPEG, PNG or WebP. Default: follows the language.")]
    public string? ReferenceImage { get; init; }

    /// <summary>The height.</summary>
    [Description("Height in pixels: 256, 360, 512 or 720.")]
    public int Size { get; init; } = Defaults.Size;

    /// <summary>The shape.</summary>
    [Description("1:1, 9:16 or 16:9.")]
    public string Aspect { get; init; } = Defaults.Aspect;

    /// <summary>The frame rate.</summary>
    [Description("Frames per second: 25 or 30.")]
    public int Fps { get; init; } = Defaults.Fps;

    /// <summary>The captions.</summary>
    [Description("none, srt or vtt (a file beside the video), or burn (drawn into it).")]
    public string Captions { get; init; } = Defaults.Captions;

    /// <summary>The background.</summary>
    [Description("keep, a colour (#rrggbb), the id of an uploaded image, or the URL of one.")]
    public string Background { get; init; } = Defaults.Background;

    /// <summary>The seed.</summary>
    [Description("Seed of the motion; the same seed gives the same video.")]
    public int Seed { get; init; } = Defaults.Seed;

    /// <summary>The kind of file.</summary>
    [Description("mp4 or webm.")]
    public string Format { get; init; } = Defaults.Format;

    /// <summary>The speech engine.</summary>
    [Description("kokoro or espeak.")]
    public string SpeechEngine { get; init; } = Defaults.SpeechEngine;

    /// <summary>The portrait engine.</summary>
    [Description("mesh.")]
    public string PortraitEngine { get; init; } = Defaults.PortraitEngine;

    /// <summary>The address to tell.</summary>
    [Description("A public URL that is told when the job has ended (docs/webhooks.md).")]
    public string? CallbackUrl { get; init; }

    /// <summary>The caller's id.</summary>
    [Description("Your own id, given back to the callback; up to 200 characters.")]
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
        Format = Format,
        SpeechEngine = SpeechEngine,
        PortraitEngine = PortraitEngine,
    };
}
