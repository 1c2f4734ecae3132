using System.Numerics;
using Avatar.Core.Media;
using Avatar.Core.Portraits;
using Avatar.Engines.Portraits.Analysis;
using Avatar.Engines.Portraits.Motion;
using Microsoft.ML.OnnxRuntime;

namespace Avatar.Engines.Portraits.LivePortrait;

/// <summary>A portrait as the engine <c>liveportrait</c> keeps it: its features, its points, and the picture that the animated square is put back into.</summary>
internal sealed class LivePortraitPortrait : IPreparedPortrait
{
    private const int RightEyeCorner = 33;
    private const int LeftEyeCorner = 263;

    // One is drawn while the one before becomes a frame.
    private const int Ahead = 2;

    private readonly LivePortraitModel _model;
    private readonly FrameSize _size;
    private readonly IDisposableReadOnlyCollection<OrtValue> _features;
    private readonly Vector3[] _source;
    private readonly DrivenFace _face;
    private readonly PasteBack _paste;

    /// <summary>Looks at a portrait.</summary>
    /// <param name="model">The model; it is not disposed with the portrait.</param>
    /// <param name="portrait">The portrait, in the size of the frames.</param>
    /// <param name="size">The size of the frames.</param>
    public LivePortraitPortrait(LivePortraitModel model, FramedPortrait portrait, FrameSize size)
    {
        (_model, _size, Warnings) = (model, size, portrait.Warnings);
        // A new background is there from the start, so that the head moves before it as it would before the photo's own.
        var still = OverBackground(portrait);
        var crop = FaceCrop.Of(portrait.Landmarks);
        var picture = new ImagePyramid(still).SamplePlanes(crop, LivePortraitModel.InputSide, Border.Replicate, 1 / 255f, 0);
        var motion = model.Motion(picture);
        _source = motion.Keypoints();
        var eyes = portrait.Landmarks[LeftEyeCorner] - portrait.Landmarks[RightEyeCorner];
        _face = new DrivenFace(motion, FaceRatios.Of(portrait.Landmarks), crop, new Vector2(eyes.X, eyes.Y).Length());
        _paste = new PasteBack(still, crop);
        _features = model.Appearance(picture);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings { get; }

    /// <inheritdoc/>
    public IAsyncEnumerable<VideoFrame> AnimateAsync(AnimationSegment segment, CancellationToken cancellationToken) =>
        FramesAhead.DrawAsync(segment, Ahead, Draw, cancellationToken);

    /// <summary>Draws one frame.</summary>
    public VideoFrame Draw(FaceControls controls, CancellationToken cancellationToken)
    {
        var points = _face.Pose(controls).Keypoints();
        var (eyes, lips) = (_model.MoveEyes(_source, _face.Eyes(controls)), _model.MoveLips(_source, _face.Lips(controls)));
        for (var i = 0; i < points.Length; i++) points[i] += eyes[i] + lips[i];
        var animated = _model.Warp(_features, _source, _model.Stitch(_source, points), cancellationToken);
        var frame = VideoFrame.Rent(_size);
        _paste.Draw(animated, frame.I420.Span);
        return frame;
    }

    /// <inheritdoc/>
    public void Dispose() => _features.Dispose();

    private static RgbaImage OverBackground(FramedPortrait portrait)
    {
        if (portrait.BackgroundPlate is not { } plate) return portrait.Image;
        var pixels = new byte[plate.Pixels.Length];
        for (var i = 0; i < pixels.Length; i++)
        {
            var person = portrait.Matte[i / 4];
            pixels[i] = (byte)((portrait.Image.Pixels[i] * person + plate.Pixels[i] * (255 - person) + 127) / 255);
        }

        return portrait.Image with { Pixels = pixels };
    }
}
