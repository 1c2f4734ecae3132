using System.Numerics;

namespace Avatar.Engines.Portraits.Mesh;

/// <summary>
/// The face's own coordinates: origin in the middle of the mouth, u to the image's right along the line of the eyes, v down the face,
/// one unit the distance of the outer eye corners. What is measured in them holds for any size of picture.
/// </summary>
internal sealed class FaceFrame
{
    private const int RightEyeCorner = 33;
    private const int LeftEyeCorner = 263;
    private const int RightMouthCorner = 78;
    private const int LeftMouthCorner = 308;

    private readonly Vector2 _origin;
    private readonly Vector2 _across;
    private readonly Vector2 _down;

    /// <summary>Fits the coordinates to a face.</summary>
    public FaceFrame(IReadOnlyList<Vector3> landmarks)
    {
        var eyes = Flat(landmarks[LeftEyeCorner]) - Flat(landmarks[RightEyeCorner]);
        UnitPx = eyes.Length();
        _across = eyes / UnitPx;
        _down = new Vector2(-_across.Y, _across.X);
        _origin = (Flat(landmarks[LeftMouthCorner]) + Flat(landmarks[RightMouthCorner])) / 2;
        Points = [.. landmarks.Select(point => ToFace(Flat(point)))];
    }

    /// <summary>Pixels in one unit.</summary>
    public float UnitPx { get; }

    /// <summary>The 478 landmarks in face coordinates.</summary>
    public Vector2[] Points { get; }

    /// <summary>Pixels to face coordinates.</summary>
    public Vector2 ToFace(Vector2 px)
    {
        var offset = (px - _origin) / UnitPx;
        return new Vector2(Vector2.Dot(offset, _across), Vector2.Dot(offset, _down));
    }

    /// <summary>Face coordinates to pixels.</summary>
    public Vector2 ToPixels(Vector2 face) => _origin + (((_across * face.X) + (_down * face.Y)) * UnitPx);

    /// <summary>A displacement in face coordinates as one in pixels.</summary>
    public Vector2 ToPixelDisplacement(Vector2 face) => ((_across * face.X) + (_down * face.Y)) * UnitPx;

    /// <summary>Where a pixel's image has to be looked up, <c>u = A x + B y + C</c>, for use in tight loops.</summary>
    public (float A, float B, float C) AcrossRow => Row(_across);

    /// <summary>As <see cref="AcrossRow"/>, for v.</summary>
    public (float A, float B, float C) DownRow => Row(_down);

    private (float A, float B, float C) Row(Vector2 axis) => (axis.X / UnitPx, axis.Y / UnitPx, -Vector2.Dot(_origin, axis) / UnitPx);

    private static Vector2 Flat(Vector3 point) => new(point.X, point.Y);
}
