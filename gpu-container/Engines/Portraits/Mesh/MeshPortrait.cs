using System.Collections.Concurrent;
using Avatar.Core.Media;
using Avatar.Core.Portraits;
using Avatar.Engines.Portraits.Analysis;
using Avatar.Engines.Portraits.Motion;

namespace Avatar.Engines.Portraits.Mesh;

/// <summary>A portrait rigged for the <c>mesh</c> engine.</summary>
internal sealed class MeshPortrait(FramedPortrait portrait, FrameSize size) : IPreparedPortrait
{
    // Drawn while the encoder takes one: enough that neither waits for the other's slower frames.
    private const int Ahead = 4;

    private readonly FaceRig _rig = new(portrait);
    private readonly ConcurrentBag<FrameRenderer> _idle = [];

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings => portrait.Warnings;

    /// <inheritdoc/>
    public IAsyncEnumerable<VideoFrame> AnimateAsync(AnimationSegment segment, CancellationToken cancellationToken) =>
        FramesAhead.DrawAsync(segment, Ahead, (controls, _) => Draw(controls), cancellationToken);

    /// <summary>Draws one frame.</summary>
    public VideoFrame Draw(FaceControls controls)
    {
        if (!_idle.TryTake(out var renderer)) renderer = new FrameRenderer(_rig);
        var frame = VideoFrame.Rent(size);
        renderer.Render(controls, frame.I420.Span);
        _idle.Add(renderer);
        return frame;
    }

    /// <inheritdoc/>
    public void Dispose() => _idle.Clear();
}
