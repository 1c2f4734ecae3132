using Avatar.Engines.Portraits.Analysis;

namespace Avatar.Engines.Portraits.Mesh;

/// <summary>All that the frames of one portrait share: its planes of pixels, the grid, the fields of every control, the mouth's inside.</summary>
internal sealed class FaceRig
{
    // Within this part of the picture's sides nothing may move.
    private const float EdgeShare = 0.06f;

    /// <summary>Prepares a portrait.</summary>
    public FaceRig(FramedPortrait portrait)
    {
        var image = portrait.Image;
        Photo = new LumaChromaPlanes(image);
        Luma = new SamplingPlane(Photo.Y, image.WidthPx, image.HeightPx);
        Cb = new SamplingPlane(Photo.Cb, image.WidthPx / 2, image.HeightPx / 2);
        Cr = new SamplingPlane(Photo.Cr, image.WidthPx / 2, image.HeightPx / 2);
        if (portrait.BackgroundPlate is { } plate)
        {
            Background = new LumaChromaPlanes(plate);
            Matte = new SamplingPlane(portrait.Matte, image.WidthPx, image.HeightPx);
        }

        Face = new FaceFrame(portrait.Landmarks);
        Grid = new FieldGrid(image.WidthPx, image.HeightPx, Face.UnitPx);
        var edge = EdgeFade(Grid, image.WidthPx, image.HeightPx);
        var groups = FaceGroups.Instance;
        Seam = Seam.Find(Face, groups.InnerLips, position => Luma.Sample(position.X - 0.5f, position.Y - 0.5f));
        Mouth = new MouthFields(Grid, Face, Seam, edge);
        Eyes =
        [
            new EyeFields(Grid, Face, groups.RightEye, groups.RightBrow, edge),
            new EyeFields(Grid, Face, groups.LeftEye, groups.LeftBrow, edge),
        ];
        Head = new HeadTurn(Grid, Face, portrait.Landmarks, edge);
        Interior = new MouthInterior(Face, Seam, Photo);
    }

    /// <summary>The photo's planes.</summary>
    public LumaChromaPlanes Photo { get; }

    /// <summary>The photo's Y, to sample between pixels.</summary>
    public SamplingPlane Luma { get; }

    /// <summary>The photo's Cb, to sample between pixels.</summary>
    public SamplingPlane Cb { get; }

    /// <summary>The photo's Cr, to sample between pixels.</summary>
    public SamplingPlane Cr { get; }

    /// <summary>Person or not, to sample between pixels; null when the photo keeps its background.</summary>
    public SamplingPlane? Matte { get; }

    /// <summary>What stands behind the person; null when the photo keeps its background.</summary>
    public LumaChromaPlanes? Background { get; }

    /// <summary>The face's coordinates.</summary>
    public FaceFrame Face { get; }

    /// <summary>The grid of all fields.</summary>
    public FieldGrid Grid { get; }

    /// <summary>Where the lips meet.</summary>
    public Seam Seam { get; }

    /// <summary>How the lower face moves.</summary>
    public MouthFields Mouth { get; }

    /// <summary>The right eye (image left) and the left one.</summary>
    public EyeFields[] Eyes { get; }

    /// <summary>How the head turns.</summary>
    public HeadTurn Head { get; }

    /// <summary>Teeth, tongue and the dark behind them.</summary>
    public MouthInterior Interior { get; }

    private static float[] EdgeFade(FieldGrid grid, int width, int height)
    {
        var margin = EdgeShare * MathF.Min(width, height);
        var fade = new float[grid.Count];
        for (var node = 0; node < grid.Count; node++)
        {
            var p = grid.PositionOf(node);
            var distance = MathF.Min(MathF.Min(p.X, width - p.X), MathF.Min(p.Y, height - p.Y));
            fade[node] = Ease.Step(1, margin, distance);
        }

        return fade;
    }
}
