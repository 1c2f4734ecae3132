using Avatar.Engines.Portraits.Motion;

namespace Avatar.Engines.Tests.Portraits.Mesh;

/// <summary>Frames are drawn and looked at again with the face mesh: each control does to the face what it says.</summary>
public sealed class ShapesTests(DrawnFaces faces) : IClassFixture<DrawnFaces>
{
    public static TheoryData<string> Portraits => ["bruce", "mei", "sofia"];

    [Theory, MemberData(nameof(Portraits))]
    public void Lips_open_for_vowels_and_close_for_p_b_and_m(string name)
    {
        var rest = faces.See(name, default);
        var open = faces.See(name, new FaceControls { JawOpen = 0.9f, UpperLipRaise = 0.2f, LowerLipDrop = 0.35f });
        var pressed = faces.See(name, new FaceControls { JawOpen = 0.4f, LipPress = 0.5f });
        Assert.InRange(rest.Opening, 0, 0.04f);
        Assert.InRange(open.Opening, 0.25f, 0.6f);
        Assert.InRange(pressed.Opening, 0, 0.05f);
        Assert.InRange(open.ChinBelowNose - rest.ChinBelowNose, 0.03f, 0.14f);
    }

    [Theory, MemberData(nameof(Portraits))]
    public void The_mouth_is_narrow_for_oo_and_wide_for_ee(string name)
    {
        var rest = faces.See(name, default).MouthWidth;
        var rounded = faces.See(name, new FaceControls { JawOpen = 0.18f, Pucker = 1, LowerLipDrop = 0.2f }).MouthWidth;
        var spread = faces.See(name, new FaceControls { JawOpen = 0.22f, Stretch = 1, UpperLipRaise = 0.2f, LowerLipDrop = 0.45f }).MouthWidth;
        Assert.InRange(rounded / rest, 0.5f, 0.85f);
        Assert.InRange(spread / rest, 0.97f, 1.25f);
    }

    [Theory, MemberData(nameof(Portraits))]
    public void Lids_close(string name)
    {
        var open = faces.See(name, default).LidGap;
        var half = faces.See(name, new FaceControls { LeftLid = 0.5f, RightLid = 0.5f }).LidGap;
        var shut = faces.See(name, new FaceControls { LeftLid = 1, RightLid = 1 }).LidGap;
        Assert.True(shut < half && half < open, $"{shut} < {half} < {open}");
        Assert.InRange(shut / open, 0, 0.6f);
    }

    [Theory, MemberData(nameof(Portraits))]
    public void The_head_turns_to_the_side_it_is_told(string name)
    {
        var ahead = faces.See(name, default).NoseToTheRight;
        Assert.True(faces.See(name, new FaceControls { HeadYawDegrees = 7 }).NoseToTheRight > ahead + 0.02f);
        Assert.True(faces.See(name, new FaceControls { HeadYawDegrees = -7 }).NoseToTheRight < ahead - 0.02f);
    }
}
