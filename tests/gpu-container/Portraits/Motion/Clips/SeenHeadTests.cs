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
            // The picture of the axis towards the nose: sin yaw across where the pitch is small, sin pitch up; the rest follows from the order of turns.
            var forward = Vector3.Transform(Vector3.UnitZ, Turn(yaw, pitch, roll));
            Assert.Equal(MathF.Asin(forward.X), head.YawDegrees * MathF.PI / 180, 0.01f);
            Assert.Equal(MathF.Asin(forward.Y), head.PitchDegrees * MathF.PI / 180, 0.01f);
            Assert.Equal(500, head.Pivot.X, 0.5f);
            Assert.Equal(500, head.Pivot.Y, 0.5f);
            Assert.Equal(40 * 8.89f, head.UnitPx, 1.0f);
        });

    [Theory]
    [InlineData(10, 0, 0)]
    [InlineData(0, 10, 0)]
    [InlineData(0, 0, 10)]
    public void Positive_is_to_the_images_right_up_and_clockwise(float yaw, float pitch, float roll)
    {
        var head = Seen(yaw, pitch, roll);
        Assert.Equal((yaw, pitch, roll), (MathF.Round(head.YawDegrees), MathF.Round(head.PitchDegrees), MathF.Round(head.RollDegrees)));
    }

    private static Quaternion Turn(float yaw, float pitch, float roll)
    {
        return Around(Vector3.UnitY, yaw) * Around(Vector3.UnitX, -pitch) * Around(Vector3.UnitZ, -roll);

        static Quaternion Around(Vector3 axis, float degrees) => Quaternion.CreateFromAxisAngle(axis, degrees * MathF.PI / 180);
    }

    /// <summary>The canonical face turned about the pivot, which is at (500, 500), as a camera far away sees it, 40 px a cm.</summary>
    private static SeenHead Seen(float yaw, float pitch, float roll)
    {
        var turn = Turn(yaw, pitch, roll);
        var face = new FaceFit(
            [.. CanonicalFace.Instance.Vertices.Select(vertex => Vector3.Transform(vertex - Pivot, turn)).Select(point => new Vector3(500 + 40 * point.X, 500 - 40 * point.Y, -40 * point.Z))],
            1);
        return SeenHead.Of(face, HeadPoseFit.Rotation(face.Landmarks));
    }
}
