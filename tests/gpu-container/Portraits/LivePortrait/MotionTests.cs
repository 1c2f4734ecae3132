using System.Numerics;
using Avatar.Engines.Portraits.LivePortrait;
using CsCheck;

namespace Avatar.Engines.Tests.Portraits.LivePortrait;

/// <summary>The head's angles and the points of the face.</summary>
public sealed class MotionTests
{
    [Fact]
    public void An_angle_is_the_mean_of_its_bins()
    {
        // All alike: the middle. One certain: its own, 3 degrees each from -97.5. Two: ln 3 makes one three times as likely, (10 + 3 * 20) / 4 = 17.5.
        Assert.Equal(0, BinnedAngle.Degrees(new float[66]), 3);
        Assert.Equal(-97.5f, BinnedAngle.Degrees([100, .. new float[65]]), 3);
        Assert.Equal(97.5f, BinnedAngle.Degrees([.. new float[65], 100]), 3);
        var scores = Enumerable.Repeat(-1000f, 66).ToArray();
        (scores[10], scores[20]) = (0, MathF.Log(3));
        Assert.Equal(17.5f * 3 - 97.5f, BinnedAngle.Degrees(scores), 3);
    }

    [Fact]
    public void A_nose_before_the_face_goes_to_the_left_down_and_clockwise()
    {
        var nose = -Vector3.UnitZ;
        Near(-Vector3.UnitX, Vector3.Transform(nose, new HeadAngles(0, 90, 0).Rotation));
        Near(Vector3.UnitY, Vector3.Transform(nose, new HeadAngles(90, 0, 0).Rotation));
        Near(Vector3.UnitY, Vector3.Transform(Vector3.UnitX, new HeadAngles(0, 0, 90).Rotation));
    }

    [Fact]
    public void Angles_together_turn_about_x_first_then_y_then_z() =>
        Gen.Select(Gen.Double[-90, 90], Gen.Double[-90, 90], Gen.Double[-90, 90], Gen.Single[-1, 1], Gen.Single[-1, 1], Gen.Single[-1, 1]).Sample((pitch, yaw, roll, x, y, z) =>
        {
            var (a, b, c) = (pitch * Math.PI / 180, yaw * Math.PI / 180, roll * Math.PI / 180);
            var (y1, z1) = (Math.Cos(a) * y - Math.Sin(a) * z, Math.Sin(a) * y + Math.Cos(a) * z);
            var (x2, z2) = (Math.Cos(b) * x + Math.Sin(b) * z1, -Math.Sin(b) * x + Math.Cos(b) * z1);
            var (x3, y3) = (Math.Cos(c) * x2 - Math.Sin(c) * y1, Math.Sin(c) * x2 + Math.Cos(c) * y1);
            Near(new Vector3((float)x3, (float)y3, (float)z2), Vector3.Transform(new Vector3(x, y, z), new HeadAngles((float)pitch, (float)yaw, (float)roll).Rotation));
        });

    [Fact]
    public void Points_are_turned_then_moved_by_the_expression_then_scaled_and_shifted()
    {
        var (canonical, expression) = (new Vector3[21], new Vector3[21]);
        (canonical[4], expression[4]) = (new Vector3(0.1f, 0.2f, -0.3f), new Vector3(0.01f, 0.02f, 0.03f));
        var points = new FaceMotion(canonical, expression, new HeadAngles(0, 0, 90), 2, new Vector2(0.5f, -0.5f)).Keypoints();
        // A quarter turn: (0.1, 0.2) becomes (-0.2, 0.1).
        Near(new Vector3(2 * (-0.2f + 0.01f) + 0.5f, 2 * (0.1f + 0.02f) - 0.5f, 2 * (-0.3f + 0.03f)), points[4]);
        Near(new Vector3(0.5f, -0.5f, 0), points[0]);
    }

    private static void Near(Vector3 expected, Vector3 actual) => Assert.True(Vector3.Distance(expected, actual) < 1e-5f, $"{actual} instead of {expected}");
}
