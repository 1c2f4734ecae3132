namespace Avatar.Engines.Portraits.Mesh;

/// <summary>
/// For each node of the output, the source position whose image arrives there: x = y - d(x), found by fixed-point steps, which converge
/// because no field folds.
/// </summary>
internal sealed class InverseMap(FieldGrid grid)
{
    private const int MostFixedPointSteps = 8;
    private const float ConvergedPx = 0.04f;
    private const float StillPx = 1 / 64f;

    /// <summary>Forward displacement of each node, to be summed up before <see cref="Solve"/>.</summary>
    public float[] ForwardX { get; } = new float[grid.Count];

    /// <summary>Forward displacement of each node, to be summed up before <see cref="Solve"/>.</summary>
    public float[] ForwardY { get; } = new float[grid.Count];

    /// <summary>Source minus output position of each node, in pixels.</summary>
    public float[] BackX { get; } = new float[grid.Count];

    /// <summary>Source minus output position of each node, in pixels.</summary>
    public float[] BackY { get; } = new float[grid.Count];

    /// <summary>Starts a new sum.</summary>
    public void Clear()
    {
        Array.Clear(ForwardX);
        Array.Clear(ForwardY);
    }

    /// <summary>Starts from another sum.</summary>
    public void StartFrom(InverseMap other)
    {
        other.ForwardX.CopyTo(ForwardX, 0);
        other.ForwardY.CopyTo(ForwardY, 0);
    }

    /// <summary>Solves the nodes of some columns and rows.</summary>
    public void Solve(GridArea area)
    {
        for (var j = area.Top; j < area.Bottom; j++)
            for (var i = area.Left; i < area.Right; i++)
            {
                var node = (j * grid.Columns) + i;
                var (dx, dy) = (ForwardX[node], ForwardY[node]);
                if (MathF.Abs(dx) + MathF.Abs(dy) >= StillPx)
                {
                    var (x, y) = (i * grid.StepPx, j * grid.StepPx);
                    for (var step = 0; step < MostFixedPointSteps; step++)
                    {
                        var (nextX, nextY) = grid.Lookup(ForwardX, ForwardY, x - dx, y - dy);
                        var change = MathF.Abs(nextX - dx) + MathF.Abs(nextY - dy);
                        (dx, dy) = (nextX, nextY);
                        if (change < ConvergedPx) break;
                    }
                }

                (BackX[node], BackY[node]) = (-dx, -dy);
            }
    }
}
