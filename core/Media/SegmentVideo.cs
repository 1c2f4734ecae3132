using Avatar.Core.Captions;

namespace Avatar.Core.Media;

/// <summary>A segment's video file, and the picture that may be taken from it.</summary>
/// <param name="Size">The frames' size.</param>
/// <param name="Rate">The frame rate.</param>
/// <param name="Format">The codec.</param>
/// <param name="StartFrame">The first frame's number on the whole timeline.</param>
/// <param name="Captions">Captions to burn in.</param>
/// <param name="PosterFrame">The number of the frame that becomes the picture, taken before captions are burned in; null for none.</param>
public sealed record SegmentVideo(FrameSize Size, FrameRate Rate, VideoFormat Format, long StartFrame, IReadOnlyList<CaptionCue> Captions, long? PosterFrame)
{
    /// <summary>Encodes frames as they come. The files appear complete or not at all.</summary>
    /// <param name="frames">The frames; they are disposed.</param>
    /// <param name="videoPath">The video to write.</param>
    /// <param name="posterPath">The PNG to write where there is a <see cref="PosterFrame"/>.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>How many frames were written.</returns>
    /// <exception cref="Errors.RenderFailedException">ffmpeg is missing or failed, or there was no frame.</exception>
    public Task<int> WriteAsync(IAsyncEnumerable<VideoFrame> frames, string videoPath, string posterPath, CancellationToken cancellationToken)
    {
        if (PosterFrame is { } poster) frames = SaveFrameAsync(frames, poster - StartFrame, posterPath);
        if (Captions.Count > 0) frames = CaptionBurner.BurnAsync(frames, Captions, Size, Rate, StartFrame, cancellationToken);
        return SegmentEncoder.EncodeAsync(frames, Size, Rate, Format, videoPath, cancellationToken);
    }

    private static async IAsyncEnumerable<VideoFrame> SaveFrameAsync(IAsyncEnumerable<VideoFrame> frames, long number, string picturePath)
    {
        await foreach (var frame in frames)
        {
            if (number-- == 0) FrameImage.SavePng(frame, picturePath);
            yield return frame;
        }
    }
}
