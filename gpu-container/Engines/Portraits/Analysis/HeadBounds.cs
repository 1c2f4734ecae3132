namespace Avatar.Engines.Portraits.Analysis;

/// <summary>Where the head is in a picture, in its pixels: hair and chin included, ears roughly.</summary>
internal readonly record struct HeadBounds(float TopPx, float ChinPx, float EyesPx, float CentrePx, float WidthPx)
{
    private const int ForeheadTop = 10;
    private const int Chin = 152;

    // What hair adds above the mesh, of the mesh's height.
    private const float LeastHair = 0.12f;
    private const float MostHair = 0.7f;

    /// <summary>Chin to the top of the hair.</summary>
    public float HeightPx => ChinPx - TopPx;

    /// <summary>
    /// Measures a head: the mesh ends at the hairline, so the top of the hair is looked for in the person mask, within what hair can measure.
    /// </summary>
    public static HeadBounds Measure(ImagePyramid picture, FaceFit face, PersonSegmentation segmentation)
    {
        var oval = FaceGroups.Instance.FaceOval;
        var (left, right) = (oval.Min(index => face.Landmarks[index].X), oval.Max(index => face.Landmarks[index].X));
        var top = MathF.Min(face.Landmarks[ForeheadTop].Y, oval.Min(index => face.Landmarks[index].Y));
        var chin = MathF.Max(face.Landmarks[Chin].Y, oval.Max(index => face.Landmarks[index].Y));
        var eyes = (face.Flat(468) + face.Flat(473)) / 2;
        var height = chin - top;
        var centre = (left + right) / 2;
        return new HeadBounds(HairTop(picture, segmentation, (left, right), top, height), chin, eyes.Y, centre, (right - left) * 1.15f);
    }

    private static float HairTop(ImagePyramid picture, PersonSegmentation segmentation, (float Left, float Right) face, float forehead, float height)
    {
        var region = ImageRegion.Upright((face.Left + face.Right) / 2 - 1.5f * height, forehead - 1.1f * height, 3 * height, 3 * height);
        var mask = segmentation.Segment(picture, region);
        const int side = PersonSegmentation.Side;
        var corner = region.Centre - region.Size / 2;
        var scale = side / region.Size.X;
        var (first, last) = ((int)((face.Left - corner.X) * scale), (int)((face.Right - corner.X) * scale));
        var row = (int)((forehead - corner.Y) * scale);
        while (row > 0 && RowIsPerson(row - 1)) row--;
        var found = corner.Y + row / scale;
        return MathF.Max(Math.Clamp(found, forehead - MostHair * height, forehead - LeastHair * height), MathF.Min(0, forehead));

        bool RowIsPerson(int y) => Enumerable.Range(first, last - first + 1).Count(x => mask[y * side + x] > 0.5f) > (last - first) / 6;
    }
}
