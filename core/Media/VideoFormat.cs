namespace Avatar.Core.Media;

/// <summary>The kinds of file a video is written as.</summary>
public enum VideoFormat
{
    /// <summary>MP4 with H.264 and AAC, extension <c>.mp4</c>.</summary>
    Mp4,

    /// <summary>WebM with VP9 and Opus, extension <c>.webm</c>.</summary>
    WebM,
}

/// <summary>What belongs to each <see cref="VideoFormat"/>.</summary>
public static class VideoFormats
{
    /// <summary>The file extension with its dot.</summary>
    public static string Extension(this VideoFormat format) => format == VideoFormat.Mp4 ? ".mp4" : ".webm";

    /// <summary>The media type.</summary>
    public static string ContentType(this VideoFormat format) => format == VideoFormat.Mp4 ? "video/mp4" : "video/webm";
}
