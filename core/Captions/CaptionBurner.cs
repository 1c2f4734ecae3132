using System.Runtime.CompilerServices;
using Avatar.Core.Media;

namespace Avatar.Core.Captions;

/// <summary>Burns cues into frames as they pass.</summary>
public static class CaptionBurner
{
    /// <summary>The longest line that fits frames of a size, for <see cref="CaptionBuilder.Build"/>.</summary>
    public static double MaxColumns(FrameSize size) => CaptionImage.MaxColumns(size);

    /// <summary>Passes frames on with the cue of their time drawn on them. Each cue is drawn once; segments may be burned side by side.</summary>
    /// <param name="frames">The frames, all of <paramref name="size"/>.</param>
    /// <param name="cues">The whole video's cues, in order of time.</param>
    /// <param name="size">The frames' size.</param>
    /// <param name="rate">The frame rate.</param>
    /// <param name="startFrame">The first frame's number in the whole video.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async IAsyncEnumerable<VideoFrame> BurnAsync(
        IAsyncEnumerable<VideoFrame> frames, IReadOnlyList<CaptionCue> cues, FrameSize size, FrameRate rate, long startFrame,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var number = startFrame;
        var next = 0;
        CaptionCue? shown = null;
        CaptionImage? image = null;
        await foreach (var frame in frames.WithCancellation(cancellationToken))
        {
            var seconds = rate.StartSeconds(number++) + rate.FrameSeconds / 2;
            while (next < cues.Count && cues[next].EndSeconds <= seconds) next++;
            if (next < cues.Count && cues[next].StartSeconds <= seconds)
            {
                if (shown != cues[next]) (shown, image) = (cues[next], new CaptionImage(cues[next], size));
                image!.BlendOnto(frame);
            }

            yield return frame;
        }
    }
}
