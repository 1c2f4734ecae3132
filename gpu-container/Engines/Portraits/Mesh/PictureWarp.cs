using System.Numerics;

namespace Avatar.Engines.Portraits.Mesh;

/// <summary>Draws the whole picture through the inverse map: cells of the grid that do not move are left as they are.</summary>
internal sealed class PictureWarp(FaceRig rig)
{
    private const float StillPx = 1 / 32f;

    private readonly float[] _backX = new float[rig.Grid.Count];
    private readonly float[] _backY = new float[rig.Grid.Count];
    private readonly float[] _rowX = new float[rig.Grid.Columns];
    private readonly float[] _rowY = new float[rig.Grid.Columns];

    /// <summary>Draws the photo as it is, on its background.</summary>
    public void DrawStill(Span<byte> i420)
    {
        rig.Photo.CopyTo(i420);
        if (rig.Matte is null) return;
        var area = new PixelArea(0, 0, rig.Photo.Width, rig.Photo.Height);
        for (var y = area.Top; y < area.Bottom; y++)
            for (var x = area.Left; x < area.Right; x++)
            {
                i420[(y * area.Right) + x] = LumaAt(x, y, x, y);
                if (((x | y) & 1) == 0) DrawChroma(x / 2, y / 2, x + 0.5f, y + 0.5f, i420);
            }
    }

    /// <summary>Draws what moves.</summary>
    /// <param name="upper">The map of the face and the upper lip.</param>
    /// <param name="lower">The map of the lower lip and the jaw.</param>
    /// <param name="lowerFace">Where the two differ.</param>
    /// <param name="i420">The frame, filled with the still picture.</param>
    public void Draw(InverseMap upper, InverseMap lower, GridArea lowerFace, Span<byte> i420)
    {
        Merge(upper, lower, lowerFace);
        var grid = rig.Grid;
        for (var j = 0; j < grid.Rows - 1; j++)
            DrawBand(j, i420);
    }

    private void Merge(InverseMap upper, InverseMap lower, GridArea lowerFace)
    {
        upper.BackX.CopyTo(_backX, 0);
        upper.BackY.CopyTo(_backY, 0);
        var grid = rig.Grid;
        for (var j = lowerFace.Top; j < lowerFace.Bottom; j++)
            for (var i = lowerFace.Left; i < lowerFace.Right; i++)
            {
                var node = (j * grid.Columns) + i;
                var source = rig.Face.ToFace(grid.PositionOf(node) + new Vector2(lower.BackX[node], lower.BackY[node]));
                if (source.Y > rig.Seam.Lower(source.X)) (_backX[node], _backY[node]) = (lower.BackX[node], lower.BackY[node]);
            }
    }

    private void DrawBand(int band, Span<byte> i420)
    {
        var grid = rig.Grid;
        var (step, width) = (grid.StepPx, rig.Photo.Width);
        var top = band * grid.Columns;
        var lastRow = Math.Min((band + 1) * step, rig.Photo.Height);
        for (var y = band * step; y < lastRow; y++)
        {
            LerpRow(top, (float)(y - (band * step)) / step);
            for (var cell = 0; cell < grid.Columns - 1; cell++)
            {
                if (IsStill(top + cell)) continue;
                var (backX, backY) = (_rowX[cell], _rowY[cell]);
                var (stepX, stepY) = ((_rowX[cell + 1] - backX) / step, (_rowY[cell + 1] - backY) / step);
                var end = Math.Min((cell + 1) * step, width);
                for (var x = cell * step; x < end; x++)
                {
                    i420[(y * width) + x] = LumaAt(x + backX, y + backY, x, y);
                    (backX, backY) = (backX + stepX, backY + stepY);
                }
            }

            if ((y & 1) != 0) continue;
            LerpRow(top, (y + 0.5f - (band * step)) / step);
            for (var cell = 0; cell < grid.Columns - 1; cell++)
            {
                if (IsStill(top + cell)) continue;
                var end = Math.Min((cell + 1) * step, width);
                for (var x = ((cell * step) + 1) & ~1; x < end; x += 2)
                {
                    var t = (x + 0.5f - (cell * step)) / step;
                    DrawChroma(
                        x / 2, y / 2,
                        x + 0.5f + _rowX[cell] + ((_rowX[cell + 1] - _rowX[cell]) * t),
                        y + 0.5f + _rowY[cell] + ((_rowY[cell + 1] - _rowY[cell]) * t),
                        i420);
                }
            }
        }
    }

    private void LerpRow(int top, float t)
    {
        var columns = rig.Grid.Columns;
        System.Numerics.Tensors.TensorPrimitives.Lerp(_backX.AsSpan(top, columns), _backX.AsSpan(top + columns, columns), t, _rowX);
        System.Numerics.Tensors.TensorPrimitives.Lerp(_backY.AsSpan(top, columns), _backY.AsSpan(top + columns, columns), t, _rowY);
    }

    private bool IsStill(int node) =>
        Size(node) + Size(node + 1) + Size(node + rig.Grid.Columns) + Size(node + rig.Grid.Columns + 1) < StillPx;

    private float Size(int node) => MathF.Abs(_backX[node]) + MathF.Abs(_backY[node]);

    private byte LumaAt(float sourceX, float sourceY, int x, int y)
    {
        var person = rig.Luma.Sample(sourceX, sourceY);
        if (rig.Background is not { } background) return (byte)person;
        var behind = background.Y[(y * background.Width) + x];
        return (byte)(behind + ((person - behind) * rig.Matte!.Sample(sourceX, sourceY) / 255));
    }

    private void DrawChroma(int x, int y, float sourceX, float sourceY, Span<byte> i420)
    {
        var (halfX, halfY) = ((sourceX - 0.5f) / 2, (sourceY - 0.5f) / 2);
        var (cb, cr) = (rig.Cb.Sample(halfX, halfY), rig.Cr.Sample(halfX, halfY));
        var i = (y * (rig.Photo.Width / 2)) + x;
        if (rig.Background is { } background)
        {
            var share = rig.Matte!.Sample(sourceX, sourceY);
            cb = background.Cb[i] + ((cb - background.Cb[i]) * share / 255);
            cr = background.Cr[i] + ((cr - background.Cr[i]) * share / 255);
        }

        var plane = rig.Photo.Y.Length;
        (i420[plane + i], i420[plane + (plane / 4) + i]) = ((byte)cb, (byte)cr);
    }
}
