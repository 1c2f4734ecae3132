using System.Numerics;
using Avatar.Engines.Portraits.Analysis;
using Avatar.Engines.Portraits.Motion.Clips;
using CsCheck;

namespace Avatar.Engines.Tests.Portraits.Motion.Clips;

public class SeenHeadTests
{
    private static readonly Vector3 Pivot = new(0, -3.6f, -2.4f);

    [Fact]
    public void Every_turn_is_found_and_leaves_the_pivot_where_it_is() =>
        Gen.Select(Gen.Float[-40, 40], Gen.Float[-30, 30], Gen.Float[-40, 40]).Sample((yaw, pitch, roll) =>
        {
            var head = Seen(yaw, pitch, roll);
            Assert.Equal(yaw, head.YawDegrees, 0.1f);
            Assert.Equal(pitch, head.PitchDegrees, 0.1f);
            Assert.Equal(roll, head.RollDegrees, 0.1f);
            Assert.Equal(500, head.Pivot.X, 0.5f);
            Assert.Equal(500, head.Pivot.Y, 0.5f);
            Assert.Equal(40 * 8.89f, head.UnitPx, 1.0f);
        });

    [Theory]
    [InlineData(10, 0, 0, 1, 0, 0)]
    [InlineData(0, 10, 0, 0, -1, 0)]
    [InlineData(0, 0, 10, 0, 0, 1)]
    public void Positive_is_to_the_images_right_up_and_clockwise(float yaw, float pitch, float roll, int noseRight, int noseLower, int leftEyeLower)
    {
        var (turned, straight) = (Face(yaw, pitch, roll), Face(0, 0, 0));
        if (noseRight != 0) Assert.True(turned.Flat(1).X > straight.Flat(1).X + 10);
        if (noseLower != 0) Assert.True(turned.Flat(1).Y < straight.Flat(1).Y - 10);
        if (leftEyeLower != 0) Assert.True(turned.Flat(263).Y > turned.Flat(33).Y + 10);
    }

    private static SeenHead Seen(float yaw, float pitch, float roll)
    {
        var face = Face(yaw, pitch, roll);
        return SeenHead.Of(face, HeadPoseFit.Rotation(face.Landmarks));
    }

    /// <summary>The canonical face turned about the pivot, which is at (500, 500), as a camera far away sees it, 40 px a cm; in the order in which engines turn.</summary>
    private static FaceFit Face(float yaw, float pitch, float roll)
    {
        var turn = Around(Vector3.UnitZ, -roll) * Around(Vector3.UnitX, -pitch) * Around(Vector3.UnitY, yaw);
        return new FaceFit(
            [.. CanonicalFace.Instance.Vertices.Select(vertex => Vector3.Transform(vertex - Pivot, turn)).Select(point => new Vector3(500 + 40 * point.X, 500 - 40 * point.Y, -40 * point.Z))],
            1);

        static Quaternion Around(Vector3 axis, float degrees) => Quaternion.CreateFromAxisAngle(axis, degrees * MathF.PI / 180);
    }
}
