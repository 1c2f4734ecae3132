using System.Numerics;
using Avatar.Engines.Portraits.Analysis;

namespace Avatar.Engines.Portraits.Motion.Clips;

/// <summary>Follows one person through a clip: first the largest face, then the one where it was; lost, the one nearest to where it was last.</summary>
internal sealed class FaceFollower(FaceMesh mesh)
{
    private const int NoseTip = 1;

    // Looking for a face takes many times as long as following one.
    private const int FramesBetweenSearches = 3;

    private FaceFit? _last;
    private bool _isLost = true;
    private int _framesToSearch;

    /// <summary>The face in the next picture; null when it is not there.</summary>
    public FaceFit? Next(RgbaImage picture)
    {
        var face = _isLost ? null : mesh.Refine(picture, _last!);
        if (face is null && _framesToSearch-- <= 0)
        {
            var found = mesh.FindAll(picture);
            face = _last is null ? found is [var largest, ..] ? largest : null : found.MinBy(other => Vector2.Distance(other.Flat(NoseTip), _last.Flat(NoseTip)));
            if (face is null) _framesToSearch = FramesBetweenSearches;
        }

        (_last, _isLost) = (face ?? _last, face is null);
        return face;
    }
}
