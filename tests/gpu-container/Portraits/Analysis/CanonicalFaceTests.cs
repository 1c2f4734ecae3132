using Avatar.Engines.Portraits.Analysis;

namespace Avatar.Engines.Tests.Portraits.Analysis;

public class CanonicalFaceTests
{
    private static readonly CanonicalFace Face = CanonicalFace.Instance;

    [Fact]
    public void It_has_the_meshs_points_and_triangles()
    {
        Assert.Equal(CanonicalFace.PointCount, Face.Vertices.Length);
        Assert.Equal(CanonicalFace.PointCount, Face.Uv.Length);
        Assert.Equal(898, Face.Triangles.Length);
        Assert.Equal(33, Face.PoseWeights.Length);
        Assert.All(Face.Triangles, triangle => Assert.All([triangle.A, triangle.B, triangle.C], index => Assert.InRange(index, 0, 467)));
    }

    [Fact]
    public void Mirroring_twice_gives_the_point_back() =>
        Assert.All(Enumerable.Range(0, CanonicalFace.PointCount), index =>
        {
            Assert.Equal(index, Face.Mirror[Face.Mirror[index]]);
            Assert.Equal(-Face.Vertices[index].X, Face.Vertices[Face.Mirror[index]].X, 5);
        });

    [Fact]
    public void The_groups_left_is_the_mirror_of_right()
    {
        var groups = FaceGroups.Instance;
        Assert.Equal(groups.RightEye.Upper, groups.LeftEye.Upper.Select(index => Face.Mirror[index]));
        Assert.Equal(groups.RightBrow.Lower, groups.LeftBrow.Lower.Select(index => Face.Mirror[index]));
        Assert.Equal(groups.InnerLips.Upper.Reverse(), groups.InnerLips.Upper.Select(index => Face.Mirror[index]));
        Assert.Equal(36, groups.FaceOval.Length);
        Assert.Equal(20, groups.InnerLipRing.Length);
        Assert.Equal(468, groups.RightEye.Iris.Centre);
    }
}
