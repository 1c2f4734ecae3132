using System.Numerics;
using Avatar.Engines.Portraits.Analysis;
using Avatar.Engines.Portraits.LivePortrait;
using Avatar.Engines.Portraits.Motion;

namespace Avatar.Engines.Tests.Portraits.LivePortrait;

public sealed class DrivenFaceTests
{
    private static readonly FaceRatios Ratios = new(0.3f, 0.34f, 0.01f, 0.5f);
    private static readonly FaceMotion Source = new(new Vector3[21], new Vector3[21], new HeadAngles(1, 2, 3), 1, new Vector2(0.2f, 0.1f));

    [Fact]
    public void At_rest_it_is_the_photo_with_closed_lips()
    {
        var face = Face();
        Assert.Equal(Source.Keypoints(), face.Pose(default).Keypoints());
        Assert.Equal([0.3f, 0.34f, 0.32f], face.Eyes(default));
        Assert.Equal([0.01f, 0], face.Lips(default));
    }

    [Fact]
    public void The_head_turns_from_where_it_is_by_LivePortrait_s_signs()
    {
        // To the image's right, raised and clockwise, where LivePortrait counts to the left, lowered and clockwise.
        var angles = Face().Pose(new FaceControls { HeadYawDegrees = 5, HeadPitchDegrees = 4, HeadRollDegrees = 3 }).Angles;
        Assert.Equal(new HeadAngles(1 - 4, 2 - 5, 3 + 3), angles);
    }

    [Fact]
    public void The_head_moves_by_parts_of_the_crop()
    {
        // 0.1 of 100 px between the eyes are 10 px, of the 400 that are 2 wide.
        Assert.Equal(new Vector2(0.25f, 0.1f), Face().Pose(new FaceControls { HeadShiftX = 0.1f }).Shift);
        // A crop that is tilted a quarter clockwise has the image's right at its top.
        var shift = Face(MathF.PI / 2).Pose(new FaceControls { HeadShiftX = 0.1f }).Shift - Source.Shift;
        Assert.True(Vector2.Distance(new Vector2(0, -0.05f), shift) < 1e-5f, $"{shift}");
    }

    [Fact]
    public void Lids_close_the_eyes()
    {
        Assert.Equal(0, Face().Eyes(new FaceControls { LeftLid = 1, RightLid = 1 })[2], 5);
        Assert.Equal(0.16f, Face().Eyes(new FaceControls { LeftLid = 0.5f, RightLid = 0.5f })[2], 5);
    }

    [Fact]
    public void Lips_open_with_the_jaw_as_those_of_mesh_and_pressed_they_stay_closed()
    {
        // Upper lip 0.036 up, lower lip 0.135 down, of a mouth 0.5 wide; rounded, it is 0.68 as wide.
        Assert.Equal((0.036f + 0.135f) / 0.5f, Face().Lips(new FaceControls { JawOpen = 1 })[1], 4);
        Assert.Equal((0.036f + 0.135f) / 0.34f, Face().Lips(new FaceControls { JawOpen = 1, Pucker = 1 })[1], 4);
        Assert.Equal(0, Face().Lips(new FaceControls { JawOpen = 1, LipPress = 0.3f })[1], 5);
    }

    [Fact]
    public void Expressions_move_the_points_of_their_part_of_the_face_only()
    {
        foreach (var (controls, points) in new (FaceControls, int[])[]
        {
            (new FaceControls { Pucker = 1 }, [3, 7, 14, 17]),
            (new FaceControls { Stretch = 1 }, [14, 20]),
            (new FaceControls { CornerRaise = 1 }, [3, 7, 13, 14, 16, 17, 20]),
            (new FaceControls { BrowInner = 1, BrowOuter = 1 }, [1, 2]),
            (new FaceControls { BrowInner = -1, BrowOuter = -1 }, [1, 2]),
            (new FaceControls { GazeXDegrees = 5 }, [11, 15]),
            (new FaceControls { GazeYDegrees = -5 }, [11, 13, 15, 16]),
        })
        {
            var expression = Face().Pose(controls).Expression;
            Assert.Equal(points, Enumerable.Range(0, 21).Where(point => expression[point] != default));
        }
    }

    [Fact]
    public void Amounts_are_those_of_LivePortrait_s_editor()
    {
        var points = new Vector3[21];
        ExpressionOffsets.Look(points, 10, 0);
        Assert.Equal(0.007f, points[11].X, 6);
        Assert.Equal(0.010f, points[15].X, 6);
        ExpressionOffsets.Look(points = new Vector3[21], 0, 20);
        // -0.020 for the eye, and +0.010 for the lid that follows.
        Assert.Equal(-0.010f, points[11].Y, 6);
        ExpressionOffsets.Purse(points = new Vector3[21], 15);
        Assert.Equal(0.015f, points[14].Y, 6);
        Assert.Equal(-0.0075f, points[17].Z, 6);
        ExpressionOffsets.Smile(points = new Vector3[21], 1);
        Assert.Equal(-0.02f, points[14].Y, 6);
    }

    private static DrivenFace Face(float tilt = 0) => new(Source, Ratios, new ImageRegion(new Vector2(256), new Vector2(400), tilt), 100);
}
