using Avatar.Core.Media;
using Avatar.Engines.Portraits.Mesh;
using Avatar.Engines.Portraits.Motion;

namespace Avatar.Engines.Tests.Portraits.Mesh;

/// <summary>No control folds the picture at its full amplitude: a small patch never shrinks to less than a fifth of its area.</summary>
public sealed class FoldTests(DrawnFaces faces) : IClassFixture<DrawnFaces>
{
    private const float LeastArea = 0.2f;

    [Theory]
    [InlineData("bruce")]
    [InlineData("mei")]
    [InlineData("sofia")]
    public void Fields_do_not_fold(string name)
    {
        var rig = new FaceRig(faces.Framed(name, new FrameSize(512, 512)));
        var mouth = rig.Mouth;
        Check("pucker", (mouth.Pucker, 1));
        Check("stretch", (mouth.Stretch, 1));
        Check("smile", (mouth.CornerRaise, 1));
        Check("frown", (mouth.CornerRaise, -1));
        // A control moves several fields; each lip's is drawn on its own side of the seam only.
        var (jaw, raise, drop) = (MouthPose.Of(new FaceControls { JawOpen = 1 }), MouthPose.Of(new FaceControls { UpperLipRaise = 1 }), MouthPose.Of(new FaceControls { LowerLipDrop = 1 }));
        Check("jaw, upper lip", (mouth.CornerDrop, 1), (mouth.Chin, jaw.ChinDrop), (mouth.UpperRaise, jaw.UpperRaise));
        Check("jaw, lower lip", (mouth.CornerDrop, 1), (mouth.Chin, jaw.ChinDrop), (mouth.LowerDrop, jaw.LowerDrop));
        Check("upper lip raised", (mouth.UpperRaise, raise.UpperRaise));
        Check("lower lip dropped", (mouth.LowerDrop, drop.LowerDrop));
        Check("all open, lower lip", (mouth.CornerDrop, 1), (mouth.Chin, jaw.ChinDrop), (mouth.LowerDrop, jaw.LowerDrop + drop.LowerDrop));
        foreach (var eye in rig.Eyes)
        {
            Check("lower lid", (eye.LowerLid, 1));
            foreach (var way in (ReadOnlySpan<float>)[-1, 1])
            {
                Check("inner brow", (eye.BrowInner, way));
                Check("outer brow", (eye.BrowOuter, way));
            }
        }

        foreach (var way in (ReadOnlySpan<int>)[-1, 1])
        {
            CheckHead("yaw", new FaceControls { HeadYawDegrees = 7 * way });
            CheckHead("pitch", new FaceControls { HeadPitchDegrees = 5 * way });
            CheckHead("roll", new FaceControls { HeadRollDegrees = 4 * way });
        }

        void CheckHead(string what, FaceControls controls)
        {
            var (x, y) = (new float[rig.Grid.Count], new float[rig.Grid.Count]);
            rig.Head.AddTo(x, y, controls);
            CheckSum(what, x, y);
        }

        void Check(string what, params ReadOnlySpan<(DisplacementField Field, float Amplitude)> parts)
        {
            var (x, y) = (new float[rig.Grid.Count], new float[rig.Grid.Count]);
            foreach (var (field, amplitude) in parts) field.AddTo(x, y, amplitude);
            CheckSum(what, x, y);
        }

        void CheckSum(string what, float[] x, float[] y)
        {
            var (grid, least) = (rig.Grid, 1f);
            for (var row = 0; row < grid.Rows - 1; row++)
                for (var column = 0; column < grid.Columns - 1; column++)
                {
                    var node = (row * grid.Columns) + column;
                    var (right, below) = (node + 1, node + grid.Columns);
                    var (xx, xy) = (1 + ((x[right] - x[node]) / grid.StepPx), (x[below] - x[node]) / grid.StepPx);
                    var (yx, yy) = ((y[right] - y[node]) / grid.StepPx, 1 + ((y[below] - y[node]) / grid.StepPx));
                    least = Math.Min(least, (xx * yy) - (xy * yx));
                }

            Assert.True(least > LeastArea, $"{what} of {name}: {least}");
        }
    }
}
