using System.Numerics;
using Avatar.Core.Errors;
using Avatar.Engines.Portraits.Analysis;
using CsCheck;

namespace Avatar.Engines.Tests.Portraits.Analysis;

public class HeadPoseFitTests
{
    private static readonly HeadPose Straight = HeadPoseFit.Fit(Turned(0, 0, 0));

    [Fact]
    public void Every_turn_is_found() =>
        Gen.Select(Gen.Float[-50, 50], Gen.Float[-40, 40], Gen.Float[-60, 60]).Sample((yaw, pitch, roll) =>
        {
            var pose = HeadPoseFit.Fit(Turned(yaw, pitch, roll));
            Assert.Equal(yaw, pose.YawDegrees, 0.1f);
            Assert.Equal(pitch, pose.PitchDegrees - Straight.PitchDegrees, 0.1f);
            Assert.Equal(roll, pose.RollDegrees, 0.1f);
        });

    [Theory]
    [InlineData(0, 1, 0, 0)]
    [InlineData(1, 0, 0, -1)]
    [InlineData(2, 0, 1, 0)]
    public void Positive_is_to_the_images_right_up_and_clockwise(int axis, int noseRight, int eyeLower, int noseLower)
    {
        var landmarks = axis switch { 0 => Turned(20, 0, 0), 1 => Turned(0, 20, 0), _ => Turned(0, 0, 20) };
        var straight = Turned(0, 0, 0);
        if (noseRight != 0) Assert.True(landmarks[1].X > straight[1].X + 10);
        if (noseLower != 0) Assert.True(landmarks[1].Y < straight[1].Y - 10);
        if (eyeLower != 0) Assert.True(landmarks[263].Y > landmarks[33].Y + 10);
    }

    [Theory]
    [InlineData(45, 0, 0, "turned away by 45")]
    [InlineData(-35, 0, 0, "turned away by 35")]
    [InlineData(0, 0, 80, "tilted by 80")]
    public void Heads_turned_away_are_refused(float yaw, float pitch, float roll, string says)
    {
        var error = Assert.Throws<InvalidInputException>(() => PortraitAnalyzer.PoseOf(new FaceFit(Turned(yaw, pitch - 10, roll), 1), "me.jpg"));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_slight_turn_is_accepted() => Assert.Equal(20, PortraitAnalyzer.PoseOf(new FaceFit(Turned(20, 0, 5), 1), "me.jpg").YawDegrees, 0.1f);

    /// <summary>The canonical face as a camera far away sees it, 40 px a cm.</summary>
    private static Vector3[] Turned(float yaw, float pitch, float roll)
    {
        var turn = Around(Vector3.UnitY, yaw) * Around(Vector3.UnitX, -pitch) * Around(Vector3.UnitZ, -roll);
        return [.. CanonicalFace.Instance.Vertices.Select(vertex => Vector3.Transform(vertex, turn))
            .Select(point => new Vector3(500 + 40 * point.X, 500 - 40 * point.Y, -40 * point.Z))];

        static Quaternion Around(Vector3 axis, float degrees) => Quaternion.CreateFromAxisAngle(axis, degrees * MathF.PI / 180);
    }
}
