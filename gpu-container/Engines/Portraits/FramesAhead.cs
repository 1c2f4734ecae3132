using System.Runtime.CompilerServices;
using Avatar.Core.Media;
using Avatar.Core.Portraits;
using Avatar.Engines.Portraits.Motion;

namespace Avatar.Engines.Portraits;

/// <summary>Draws a segment's frames in order, a few of them while the consumer is still busy with one.</summary>
internal static class FramesAhead
{
    /// <summary>Draws the frames.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="ahead">How many frames are drawn at once.</param>
    /// <param name="draw">Draws one; called from several threads.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async IAsyncEnumerable<VideoFrame> DrawAsync(
        AnimationSegment segment, int ahead, Func<FaceControls, CancellationToken, VideoFrame> draw, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(segment);
        var track = new MotionTrack(segment);
        var drawn = new Queue<Task<VideoFrame>>();
        var next = 0;
        try
        {
            while (true)
            {
                while (drawn.Count < ahead && next < segment.FrameCount)
                {
                    var frame = segment.StartFrame + next++;
                    drawn.Enqueue(Task.Run(() => draw(track.At(frame), cancellationToken), CancellationToken.None));
                }

                if (!drawn.TryDequeue(out var first)) yield break;
                yield return await first;
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            // All are waited for, also where one failed: what they draw on may be disposed next.
            foreach (var rest in drawn)
            {
                await ((Task)rest).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (rest.IsCompletedSuccessfully) rest.Result.Dispose();
            }
        }
    }
}
