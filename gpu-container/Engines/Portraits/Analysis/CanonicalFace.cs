using System.Numerics;
using System.Text.Json;
using Avatar.Core.Errors;
using Avatar.Core.Installation;

namespace Avatar.Engines.Portraits.Analysis;

/// <summary>A triangle of the face mesh, by its points' indices; counter-clockwise seen from the front.</summary>
public readonly record struct FaceTriangle(int A, int B, int C);

/// <summary>
/// The average face that the 468 points of the face mesh belong to (the irises' ten points are not in it). The mouth and the eyes are closed by
/// triangles; the one boundary is the face oval.
/// </summary>
public sealed class CanonicalFace
{
    /// <summary>Points of the mesh without the irises.</summary>
    public const int PointCount = 468;

    /// <summary>Points that the landmark model finds: the mesh and five for each iris.</summary>
    public const int PointCountWithIrises = 478;

    private static readonly Lazy<CanonicalFace> Loaded = new(Load);

    private CanonicalFace(Vector3[] vertices, Vector2[] uv, FaceTriangle[] triangles, int[] mirror, (int Index, float Weight)[] poseWeights) =>
        (Vertices, Uv, Triangles, Mirror, PoseWeights) = (vertices, uv, triangles, mirror, poseWeights);

    /// <summary>The shared instance; its arrays are not to be written to.</summary>
    /// <exception cref="RenderFailedException">The model file is missing or damaged.</exception>
    public static CanonicalFace Instance => Loaded.Value;

    /// <summary>468 points in cm: x to the image's right, y up, z to the camera.</summary>
    public Vector3[] Vertices { get; }

    /// <summary>Texture coordinates of the points, 0..1 from the top left.</summary>
    public Vector2[] Uv { get; }

    /// <summary>898 triangles.</summary>
    public FaceTriangle[] Triangles { get; }

    /// <summary>For each point the one on the other side of the face.</summary>
    public int[] Mirror { get; }

    /// <summary>The 33 points that move little with expression, with their weight in a fit of the head's pose.</summary>
    public (int Index, float Weight)[] PoseWeights { get; }

    private static CanonicalFace Load()
    {
        var file = ProductFiles.Model("face", "canonical_face.json");
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            var root = json.RootElement;
            return new CanonicalFace(
                [.. Rows("vertices").Select(v => new Vector3(v[0].GetSingle(), v[1].GetSingle(), v[2].GetSingle()))],
                [.. Rows("uv").Select(v => new Vector2(v[0].GetSingle(), v[1].GetSingle()))],
                [.. Rows("triangles").Select(v => new FaceTriangle(v[0].GetInt32(), v[1].GetInt32(), v[2].GetInt32()))],
                [.. Rows("mirror").Select(v => v.GetInt32())],
                [.. Rows("procrustes_basis").Select(v => (v[0].GetInt32(), v[1].GetSingle()))]);

            IEnumerable<JsonElement> Rows(string name) => root.GetProperty(name).EnumerateArray();
        }
        catch (Exception damaged) when (damaged is JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException)
        {
            throw new RenderFailedException($"{file} is damaged: restore it with 'git checkout -- models'.", damaged);
        }
    }
}
