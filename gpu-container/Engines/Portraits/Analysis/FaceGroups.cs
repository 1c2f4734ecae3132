using System.Text.Json;
using Avatar.Core.Errors;
using Avatar.Core.Installation;

namespace Avatar.Engines.Portraits.Analysis;

/// <summary>An iris: its centre and the four points of its ring (image right, top, image left, bottom).</summary>
public sealed record IrisPoints(int Centre, int[] Ring);

/// <summary>One eye's points. Upper and lower lid run from the outer corner to the inner one, 9 points each.</summary>
public sealed record EyePoints(int[] Upper, int[] Lower, int[] Ring, IrisPoints Iris, int[] FillTriangles);

/// <summary>One brow's edges, 5 points each from the outer end to the inner one.</summary>
public sealed record BrowPoints(int[] Upper, int[] Lower);

/// <summary>One line around the mouth: 11 points each along the upper and the lower lip, both from the image's left corner to the right.</summary>
public sealed record LipLine(int[] Upper, int[] Lower);

/// <summary>Which of the 478 points make the lips, eyes, brows and the oval. Left and right are the subject's.</summary>
public sealed class FaceGroups
{
    private static readonly Lazy<FaceGroups> Loaded = new(Load);

    private FaceGroups(JsonElement json)
    {
        OuterLips = Lips("outer");
        SemiOuterLips = Lips("semi_outer");
        SemiInnerLips = Lips("semi_inner");
        InnerLips = Lips("inner");
        OuterLipRing = Points("lips_outer_ring");
        InnerLipRing = Points("lips_inner_ring");
        LeftEye = Eye("left");
        RightEye = Eye("right");
        LeftBrow = new BrowPoints(Points("left_brow_upper"), Points("left_brow_lower"));
        RightBrow = new BrowPoints(Points("right_brow_upper"), Points("right_brow_lower"));
        FaceOval = Points("face_oval");
        MouthFillTriangles = Points("mouth_fill_triangles");

        int[] Points(string name) => Array(json.GetProperty(name));
        LipLine Lips(string line) => new(Points($"lips_{line}_upper"), Points($"lips_{line}_lower"));
        EyePoints Eye(string side)
        {
            var iris = json.GetProperty($"{side}_iris");
            return new EyePoints(
                Points($"{side}_eye_upper"),
                Points($"{side}_eye_lower"),
                Points($"{side}_eye_ring"),
                new IrisPoints(iris.GetProperty("centre").GetInt32(), Array(iris.GetProperty("ring"))),
                Points($"{side}_eye_fill_triangles"));
        }

        static int[] Array(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetInt32())];
    }

    /// <summary>The shared instance; its arrays are not to be written to.</summary>
    /// <exception cref="RenderFailedException">The model file is missing or damaged.</exception>
    public static FaceGroups Instance => Loaded.Value;

    /// <summary>The lips' outline.</summary>
    public LipLine OuterLips { get; }

    /// <summary>The line next to the outline.</summary>
    public LipLine SemiOuterLips { get; }

    /// <summary>The line next to the opening.</summary>
    public LipLine SemiInnerLips { get; }

    /// <summary>The lips' edge at the opening.</summary>
    public LipLine InnerLips { get; }

    /// <summary>The outline as a ring of 20 points.</summary>
    public int[] OuterLipRing { get; }

    /// <summary>The opening as a ring of 20 points.</summary>
    public int[] InnerLipRing { get; }

    /// <summary>The subject's left eye (image right).</summary>
    public EyePoints LeftEye { get; }

    /// <summary>The subject's right eye (image left).</summary>
    public EyePoints RightEye { get; }

    /// <summary>The subject's left brow (image right).</summary>
    public BrowPoints LeftBrow { get; }

    /// <summary>The subject's right brow (image left).</summary>
    public BrowPoints RightBrow { get; }

    /// <summary>The mesh's boundary, 36 points from the top of the forehead, clockwise on screen.</summary>
    public int[] FaceOval { get; }

    /// <summary>The triangles of <see cref="CanonicalFace.Triangles"/> that close the mouth's opening.</summary>
    public int[] MouthFillTriangles { get; }

    private static FaceGroups Load()
    {
        var file = ProductFiles.Model("face", "groups.json");
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            return new FaceGroups(json.RootElement);
        }
        catch (Exception damaged) when (damaged is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new RenderFailedException($"{file} is damaged: restore it with 'git checkout -- models'.", damaged);
        }
    }
}
