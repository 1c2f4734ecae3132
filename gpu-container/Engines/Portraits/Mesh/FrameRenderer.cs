using System.Numerics.Tensors;
using Avatar.Engines.Portraits.Motion;

namespace Avatar.Engines.Portraits.Mesh;

/// <summary>
/// Draws frames of one rig. The picture is warped from the photo on a coarse grid; the mouth, whose lips move apart, and the eyes, whose lids
/// move over the eyeball, are drawn pixel by pixel on top. Not for several threads at once: each has its own.
/// </summary>
internal sealed class FrameRenderer
{
    private readonly FaceRig _rig;
    private readonly byte[] _rest;
    private readonly InverseMap _head;
    private readonly InverseMap _upper;
    private readonly InverseMap _lower;
    private readonly InverseMap _gaze;
    private readonly PictureWarp _warp;
    private readonly MouthPainter _mouth;
    private readonly EyePainter _eyes;

    /// <summary>Prepares to draw.</summary>
    public FrameRenderer(FaceRig rig)
    {
        _rig = rig;
        _head = new InverseMap(rig.Grid);
        _upper = new InverseMap(rig.Grid);
        _lower = new InverseMap(rig.Grid);
        _gaze = new InverseMap(rig.Grid);
        _warp = new PictureWarp(rig);
        _mouth = new MouthPainter(rig);
        _eyes = new EyePainter(rig);
        _rest = new byte[rig.Photo.Y.Length * 3 / 2];
        _warp.DrawStill(_rest);
    }

    /// <summary>Draws a frame.</summary>
    /// <param name="controls">The pose.</param>
    /// <param name="i420">Takes the planes Y, U and V.</param>
    public void Render(in FaceControls controls, Span<byte> i420)
    {
        var pose = MouthPose.Of(controls);
        _head.Clear();
        _rig.Head.AddTo(_head.ForwardX, _head.ForwardY, controls);
        _upper.StartFrom(_head);
        AddCommon(controls, pose);
        _lower.StartFrom(_upper);
        var mouth = _rig.Mouth;
        Add(_upper, mouth.UpperClose, 1);
        Add(_upper, mouth.UpperRaise, pose.UpperRaise);
        Add(_upper, mouth.UpperRoll, pose.UpperRoll);
        Add(_lower, mouth.LowerClose, 1);
        Add(_lower, mouth.LowerDrop, pose.LowerDrop);
        Add(_lower, mouth.LowerRoll, pose.LowerRoll);
        _upper.Solve(GridArea.All(_rig.Grid));
        _lower.Solve(_mouth.LowerFace);

        _rest.CopyTo(i420);
        _warp.Draw(_upper, _lower, _mouth.LowerFace, i420);
        var view = new InteriorView(pose.ChinDrop * 1.15f, controls.TongueHeight, controls.TongueOut);
        _mouth.Draw(_upper, _lower, new SkullFrame(_rig.Face, _rig.Seam, _rig.Grid, _head), view, i420);
        DrawEye(_rig.Eyes[0], controls.RightLid, controls, i420);
        DrawEye(_rig.Eyes[1], controls.LeftLid, controls, i420);
    }

    private void AddCommon(in FaceControls controls, in MouthPose pose)
    {
        var mouth = _rig.Mouth;
        Add(_upper, mouth.Chin, pose.ChinDrop);
        Add(_upper, mouth.CornerDrop, controls.JawOpen);
        Add(_upper, mouth.Pucker, controls.Pucker);
        Add(_upper, mouth.Stretch, controls.Stretch);
        Add(_upper, mouth.CornerRaise, controls.CornerRaise);
        foreach (var eye in _rig.Eyes)
        {
            Add(_upper, eye.BrowInner, controls.BrowInner);
            Add(_upper, eye.BrowOuter, controls.BrowOuter);
        }

        Add(_upper, _rig.Eyes[0].LowerLid, controls.RightLid);
        Add(_upper, _rig.Eyes[1].LowerLid, controls.LeftLid);
    }

    private void DrawEye(EyeFields eye, float lid, in FaceControls controls, Span<byte> i420)
    {
        // An eyeball's radius is 0.13 of the distance of the outer eye corners (12 mm to 90 mm).
        const float eyeballUnits = 0.13f;
        var gazeX = eyeballUnits * MathF.Sin(controls.GazeXDegrees * MathF.PI / 180);
        var gazeY = -eyeballUnits * MathF.Sin(controls.GazeYDegrees * MathF.PI / 180);
        if (lid == 0 && gazeX == 0 && gazeY == 0) return;
        var area = _eyes.AreaOf(eye, lid, _upper);
        var nodes = GridArea.Around(_rig.Grid, area);
        _gaze.StartFrom(_upper);
        Add(_gaze, eye.Gaze, gazeX);
        AddTurned(_gaze, eye.Gaze, gazeY);
        _gaze.Solve(nodes);
        _eyes.Draw(eye, area, lid, _upper, _gaze, i420);
    }

    private static void Add(InverseMap map, DisplacementField field, float scale) => field.AddTo(map.ForwardX, map.ForwardY, scale);

    // The same field a quarter turned: right becomes down.
    private static void AddTurned(InverseMap map, DisplacementField field, float scale)
    {
        TensorPrimitives.MultiplyAdd(field.Y, -scale, map.ForwardX, map.ForwardX);
        TensorPrimitives.MultiplyAdd(field.X, scale, map.ForwardY, map.ForwardY);
    }
}
