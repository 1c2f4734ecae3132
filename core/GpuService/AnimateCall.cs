using Avatar.Core.Captions;
using Avatar.Core.Media;
using Avatar.Core.Portraits;
using Avatar.Core.Portraits.Motions;

namespace Avatar.Core.GpuService;

/// <summary>A portrait to animate; the body of <c>POST /v1/portraits</c>, which looks at it and keeps it ready.</summary>
/// <param name="Engine">The portrait engine's name.</param>
/// <param name="Image">The image's URL: https, data (base64), or file below the service's folder.</param>
/// <param name="WidthPx">The frames' width: even, up to 2048.</param>
/// <param name="HeightPx">The frames' height.</param>
/// <param name="Background"><c>keep</c>, a colour as <c>#rrggbb</c>, or an image's URL.</param>
public sealed record PortraitCall(string Engine, string Image, int WidthPx, int HeightPx, string Background = "keep")
{
    /// <summary>What errors call the image.</summary>
    public const string ImageName = "portrait-image";
}

/// <summary>What was found in a portrait.</summary>
/// <param name="Warnings">What the user should know, such as several faces in the picture.</param>
public sealed record PortraitAnswer(IReadOnlyList<string> Warnings);

/// <summary>
/// The body of <c>POST /v1/animate</c>. With an output the frames are encoded and put there; without one they are the answer, as they are drawn:
/// I420, BT.709 limited range, one after the other.
/// </summary>
public sealed record AnimateCall
{
    /// <summary>The media type of raw frames.</summary>
    public const string FramesType = "video/x-raw-i420";

    /// <summary>The most frames of a segment.</summary>
    public const int MostFrames = 4000;

    /// <summary>The portrait.</summary>
    public required PortraitCall Portrait { get; init; }

    /// <summary>Frames per second: 25 or 30.</summary>
    public required int Fps { get; init; }

    /// <summary>The first frame's number on the whole timeline.</summary>
    public required long StartFrame { get; init; }

    /// <summary>How many frames, up to <see cref="MostFrames"/>.</summary>
    public required int FrameCount { get; init; }

    /// <summary>The segment's speech, with the previous and the next segment's where there is one, in order of time.</summary>
    public required IReadOnlyList<TimedSpeech> Speech { get; init; }

    /// <summary>The seed of all that is random in the motion.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>A clip's motion, as <c>POST /v1/motion</c> gives it, in place of what the seed gives; null for none.</summary>
    public MotionTemplate? Motion { get; init; }

    /// <summary>Where the encoded video goes; null for raw frames.</summary>
    public EncodedOutput? Output { get; init; }
}

/// <summary>How frames are encoded, and where the files go.</summary>
public sealed record EncodedOutput
{
    /// <summary>The codec.</summary>
    public VideoFormat Format { get; init; } = VideoFormat.Mp4;

    /// <summary>Takes the video.</summary>
    public required UploadTarget Video { get; init; }

    /// <summary>Takes a frame as PNG; null for none.</summary>
    public UploadTarget? Poster { get; init; }

    /// <summary>That frame's number on the whole timeline.</summary>
    public long PosterFrame { get; init; }

    /// <summary>Captions to burn in.</summary>
    public IReadOnlyList<CaptionCue> Captions { get; init; } = [];
}

/// <summary>An encoded segment.</summary>
/// <param name="FrameCount">How many frames it has.</param>
/// <param name="VideoBytes">The size of the video.</param>
public sealed record AnimateAnswer(int FrameCount, long VideoBytes);
