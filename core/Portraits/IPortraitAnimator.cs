using Avatar.Core.Errors;
using Avatar.Core.Media;

namespace Avatar.Core.Portraits;

/// <summary>What to animate, and how it is framed.</summary>
/// <param name="ImagePath">The portrait: JPEG, PNG or WebP. Not trusted.</param>
/// <param name="Size">The frames' size; the head is framed to fit its shape.</param>
/// <param name="Background">What stands behind the person.</param>
public sealed record PortraitRequest(string ImagePath, FrameSize Size, Background Background);

/// <summary>An engine that animates a portrait to speech.</summary>
public interface IPortraitAnimator : IDisposable
{
    /// <summary>The engine's name, as users choose it.</summary>
    string Name { get; }

    /// <summary>The engine's version and its models', for the result's manifest.</summary>
    string Version { get; }

    /// <summary>What the user should know before it begins, such as how slow it is on this machine; null when there is nothing.</summary>
    string? Notice => null;

    /// <summary>Reads the image, finds the face and makes everything that all frames share.</summary>
    /// <exception cref="InvalidInputException">The image can't be used; the message says why and what would do.</exception>
    Task<IPreparedPortrait> PrepareAsync(PortraitRequest request, CancellationToken cancellationToken);
}

/// <summary>A portrait ready to be animated. Segments may be drawn in any order.</summary>
public interface IPreparedPortrait : IDisposable
{
    /// <summary>What the user should know, such as several faces in the picture.</summary>
    IReadOnlyList<string> Warnings { get; }

    /// <summary>Draws a segment's frames in order; the consumer disposes each.</summary>
    IAsyncEnumerable<VideoFrame> AnimateAsync(AnimationSegment segment, CancellationToken cancellationToken);
}
