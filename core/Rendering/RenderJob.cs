using System.Globalization;
using Avatar.Core.Artifacts;
using Avatar.Core.Errors;
using Avatar.Core.Languages;
using Avatar.Core.Media;
using Avatar.Core.Portraits.Motions;

namespace Avatar.Core.Rendering;

/// <summary>A checked request. What depends on the engines (the voice) or the image's content is checked when the work starts.</summary>
public sealed record RenderJob
{
    private RenderJob()
    {
    }

    /// <summary>What to say, as written.</summary>
    public required string Text { get; init; }

    /// <summary>The text's language; null detects it sentence by sentence.</summary>
    public required Language? Language { get; init; }

    /// <summary>The voice, or null for the default of the text's main language.</summary>
    public required string? Voice { get; init; }

    /// <summary>Speaking rate, 0.5 to 2.</summary>
    public required double Speed { get; init; }

    /// <summary>The portrait, or null for the default of the text's main language.</summary>
    public required PortraitChoice? Portrait { get; init; }

    /// <summary>The frames' size.</summary>
    public required FrameSize Size { get; init; }

    /// <summary>The frame rate.</summary>
    public required FrameRate Rate { get; init; }

    /// <summary>Where captions go.</summary>
    public required CaptionMode Captions { get; init; }

    /// <summary>What stands behind the person.</summary>
    public required BackgroundChoice Background { get; init; }

    /// <summary>The seed of the motion.</summary>
    public required int Seed { get; init; }

    /// <summary>A clip's motion in the artifact store, or null for that of the seed.</summary>
    public required ArtifactKey? Motion { get; init; }

    /// <summary>The kind of file to make.</summary>
    public required VideoFormat Format { get; init; }

    /// <summary>The engine that speaks.</summary>
    public required string SpeechEngine { get; init; }

    /// <summary>The engine that animates.</summary>
    public required string PortraitEngine { get; init; }

    /// <summary>Checks a request.</summary>
    /// <exception cref="InvalidInputException">A field is out of its range; the message names it and what would do.</exception>
    public static RenderJob From(RenderRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new RenderJob
        {
            Text = request.Text,
            Language = LanguageCode.ParseOrAuto(request.Language),
            Voice = request.Voice,
            Speed = request.Speed is >= 0.5 and <= 2
                ? request.Speed
                : throw new InvalidInputException("speed", $"Speed {request.Speed} is out of range: use 0.5 to 2."),
            Size = VideoShape.Parse(request.Size, request.Aspect),
            Rate = FrameRate.Parse(request.Fps),
            Captions = ParseCaptions(request.Captions),
            Background = BackgroundChoice.Parse(request.Background),
            Seed = request.Seed,
            Motion = request.Motion is null ? null : ParseMotion(request.Motion),
            Portrait = request.Portrait is null ? null : PortraitChoice.Parse(request.Portrait),
            Format = ParseFormat(request.Format),
            SpeechEngine = request.SpeechEngine,
            PortraitEngine = request.PortraitEngine,
        };
    }

    private static ArtifactKey ParseMotion(string motion) =>
        ArtifactKey.TryParse(motion, CultureInfo.InvariantCulture, out var key) && key.Folder == StoredMotions.Folder
            ? key
            : throw new InvalidInputException(StoredMotions.Field, $"Motion '{motion}' is not that of a stored clip.");

    private static VideoFormat ParseFormat(string format) => format switch
    {
        "mp4" => VideoFormat.Mp4,
        "webm" => VideoFormat.WebM,
        _ => throw new InvalidInputException("format", $"Format '{format}' is not offered: use mp4 or webm."),
    };

    private static CaptionMode ParseCaptions(string captions) => captions switch
    {
        "none" => CaptionMode.None,
        "srt" => CaptionMode.Srt,
        "vtt" => CaptionMode.Vtt,
        "burn" => CaptionMode.Burn,
        _ => throw new InvalidInputException("captions", $"Captions '{captions}' are not offered: use none, srt, vtt or burn."),
    };
}
