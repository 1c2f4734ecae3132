using System.Numerics;
using Avatar.Engines.Portraits.LivePortrait;
using Avatar.Engines.Tests.Portraits.Mesh;
using CsCheck;

namespace Avatar.Engines.Tests.Portraits.LivePortrait;

public sealed class FaceCropTests(DrawnFaces faces) : IClassFixture<DrawnFaces>
{
    private static readonly Vector2[] Box = [new(100, 200), new(200, 200), new(200, 280), new(100, 280)];

    [Fact]
    public void It_is_2_3_times_the_longer_side_of_the_face_and_an_eighth_of_it_higher()
    {
        var crop = FaceCrop.Around(Box, new Vector2(150, 210), new Vector2(150, 260));
        Assert.Equal(0, crop.RotationRadians, 5);
        Assert.Equal(230, crop.Size.X, 3);
        Assert.Equal(230, crop.Size.Y, 3);
        Assert.Equal(150, crop.Centre.X, 3);
        Assert.Equal(240 - 0.125f * 230, crop.Centre.Y, 3);
    }

    [Fact]
    public void A_tilted_face_has_a_crop_that_is_tilted_as_much() => Gen.Single[-1.5f, 1.5f].Sample(angle =>
    {
        var turn = Matrix3x2.CreateRotation(angle, new Vector2(30, 40));
        var upright = FaceCrop.Around(Box, new Vector2(150, 210), new Vector2(150, 260));
        var tilted = FaceCrop.Around([.. Box.Select(Turned)], Turned(new Vector2(150, 210)), Turned(new Vector2(150, 260)));
        Assert.Equal(angle, tilted.RotationRadians, 1e-4f);
        Assert.Equal(upright.Size.X, tilted.Size.X, 1);
        Assert.True(Vector2.Distance(Turned(upright.Centre), tilted.Centre) < 0.05f);

        Vector2 Turned(Vector2 point) => Vector2.Transform(point, turn);
    });

    [Theory]
    [InlineData("bruce")]
    [InlineData("mei")]
    [InlineData("sofia")]
    public void Of_a_portrait_it_has_the_whole_head_with_the_eyes_near_its_middle(string name)
    {
        var landmarks = faces.Framed(name, new(512, 512)).Landmarks;
        var crop = FaceCrop.Of(landmarks);
        var (corner, far) = (crop.ToImage(Vector2.Zero), crop.ToImage(Vector2.One));
        Assert.All(landmarks, point => Assert.True(point.X > corner.X && point.X < far.X && point.Y > corner.Y && point.Y < far.Y));
        var eyes = (landmarks[468] + landmarks[473]) / 2;
        Assert.InRange((eyes.X - corner.X) / crop.Size.X, 0.45f, 0.55f);
        Assert.InRange((eyes.Y - corner.Y) / crop.Size.Y, 0.45f, 0.6f);
    }

    [Fact]
    public void Ratios_are_openings_by_widths()
    {
        var points = new Vector3[478];
        (points[33], points[133], points[159], points[145]) = (new(100, 100, 0), new(140, 100, 0), new(120, 92, 5), new(120, 104, -5));
        (points[362], points[263], points[386], points[374]) = (new(160, 100, 0), new(200, 100, 0), new(180, 95, 0), new(180, 105, 0));
        (points[13], points[14], points[61], points[291]) = (new(150, 160, 0), new(150, 175, 0), new(125, 165, 0), new(175, 165, 0));
        var ratios = FaceRatios.Of(points);
        Assert.Equal(12 / 40f, ratios.RightEye, 5);
        Assert.Equal(10 / 40f, ratios.LeftEye, 5);
        Assert.Equal(15 / 50f, ratios.Lips, 5);
        Assert.Equal(50 / 100f, ratios.MouthOfEyes, 5);
    }

    [Theory]
    [InlineData("bruce")]
    [InlineData("mei")]
    [InlineData("sofia")]
    public void The_portraits_have_open_eyes_and_closed_lips(string name)
    {
        var ratios = FaceRatios.Of(faces.Framed(name, new(512, 512)).Landmarks);
        Assert.InRange(ratios.RightEye, 0.2f, 0.5f);
        Assert.InRange(ratios.LeftEye, 0.2f, 0.5f);
        Assert.InRange(ratios.Lips, 0, 0.03f);
    }
}
