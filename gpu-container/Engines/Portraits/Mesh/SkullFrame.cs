using System.Numerics;

namespace Avatar.Engines.Portraits.Mesh;

/// <summary>Where the skull's front is in a frame: takes output positions back to the face coordinates of the photo, without the lips' motion.</summary>
internal readonly struct SkullFrame
{
    private readonly Vector2 _corner;
    private readonly Vector2 _across;
    private readonly Vector2 _down;
    private readonly Vector2 _origin;

    /// <summary>From the head's displacement at the corners of the mouth.</summary>
    public SkullFrame(FaceFrame face, Seam seam, FieldGrid grid, InverseMap head)
    {
        _origin = new Vector2(seam.Left, seam.Upper(seam.Left));
        var far = new Vector2(seam.Right, seam.Upper(seam.Right));
        _corner = Moved(_origin);
        var (was, now) = (face.ToPixels(far) - face.ToPixels(_origin), Moved(far) - _corner);
        // The turn and growth that carry the photo's line between the corners to the frame's, undone: a division of complex numbers.
        var turn = new Vector2(Vector2.Dot(was, now), (was.X * now.Y) - (was.Y * now.X)) / was.LengthSquared();
        var (u, v) = (face.AcrossRow, face.DownRow);
        var size = turn.LengthSquared();
        Vector2 Back(float a, float b) => new Vector2((a * turn.X) - (b * turn.Y), (b * turn.X) + (a * turn.Y)) / size;
        (_across, _down) = (Back(u.A, u.B), Back(v.A, v.B));

        Vector2 Moved(Vector2 place)
        {
            var px = face.ToPixels(place);
            var (dx, dy) = grid.Lookup(head.ForwardX, head.ForwardY, px.X - 0.5f, px.Y - 0.5f);
            return px + new Vector2(dx, dy);
        }
    }

    /// <summary>The place of an output position, in the photo's face coordinates.</summary>
    public Vector2 ToFace(Vector2 px) => _origin + new Vector2(Vector2.Dot(px - _corner, _across), Vector2.Dot(px - _corner, _down));
}
