namespace Avatar.Engines.Portraits.Mesh;

/// <summary>Some columns and rows of a grid; right and bottom are exclusive.</summary>
internal readonly record struct GridArea(int Left, int Top, int Right, int Bottom)
{
    /// <summary>The nodes around a rectangle of pixels, one further on each side.</summary>
    public static GridArea Around(FieldGrid grid, PixelArea pixels) => new(
        Math.Clamp((pixels.Left / grid.StepPx) - 1, 0, grid.Columns),
        Math.Clamp((pixels.Top / grid.StepPx) - 1, 0, grid.Rows),
        Math.Clamp((pixels.Right / grid.StepPx) + 3, 0, grid.Columns),
        Math.Clamp((pixels.Bottom / grid.StepPx) + 3, 0, grid.Rows));

    /// <summary>The whole grid.</summary>
    public static GridArea All(FieldGrid grid) => new(0, 0, grid.Columns, grid.Rows);
}
