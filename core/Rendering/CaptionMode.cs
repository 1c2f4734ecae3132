namespace Avatar.Core.Rendering;

/// <summary>Where a video's captions go.</summary>
public enum CaptionMode
{
    /// <summary>Nowhere.</summary>
    None,

    /// <summary>Into a SubRip file beside the video.</summary>
    Srt,

    /// <summary>Into a WebVTT file beside the video.</summary>
    Vtt,

    /// <summary>Into the picture.</summary>
    Burn,
}
