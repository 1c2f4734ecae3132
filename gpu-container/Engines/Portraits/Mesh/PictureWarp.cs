using System.Numerics.Tensors;

namespace Avatar.Engines.Portraits.Mesh;

/// <summary>Draws the whole picture through the inverse map, row by row; what does not move is left as it is.</summary>
internal sealed class PictureWarp
{
    private const float StillPx = 1 / 32f;

    private readonly FaceRig _rig;
    private readonly float[] _backX;
    private readonly float[] _backY;
    private readonly float[] _nodesX;
    private readonly float[] _nodesY;
    private readonly float[] _sourceX;
    private readonly float[] _sourceY;
    private readonly byte[] _matte;

    /// <summary>Prepares to draw.</summary>
    public PictureWarp(FaceRig rig)
    {
        _rig = rig;
        (_backX, _backY) = (new float[rig.Grid.Count], new float[rig.Grid.Count]);
        (_nodesX, _nodesY) = (new float[rig.Grid.Columns], new float[rig.Grid.Columns]);
        (_sourceX, _sourceY) = (new float[rig.Photo.Width], new float[rig.Photo.Width]);
        _matte = new byte[rig.Photo.Width];
    }

    /// <summary>Draws the photo as it is, on its background.</summary>
    public void DrawStill(Span<byte> i420)
    {
        _rig.Photo.CopyTo(i420);
        if (_rig.Background is null) return;
        Array.Clear(_backX);
        Array.Clear(_backY);
        for (var y = 0; y < _rig.Photo.Height; y++) DrawRow(y, 0, _rig.Grid.Columns - 1, i420);
    }

    /// <summary>Draws what moves.</summary>
    /// <param name="upper">The map of the face and the upper lip.</param>
    /// <param name="lower">The map of the lower lip and the jaw.</param>
    /// <param name="lowerFace">Where the two differ.</param>
    /// <param name="i420">The frame, filled with the still picture.</param>
    public void Draw(InverseMap upper, InverseMap lower, GridArea lowerFace, Span<byte> i420)
    {
        Merge(upper, lower, lowerFace);
        var grid = _rig.Grid;
        for (var band = 0; band < grid.Rows - 1; band++)
        {
            var (first, last) = (0, grid.Columns - 1);
            while (first < last && IsStill((band * grid.Columns) + first)) first++;
            while (last > first && IsStill((band * grid.Columns) + last - 1)) last--;
            if (first == last) continue;
            var end = Math.Min((band + 1) * grid.StepPx, _rig.Photo.Height);
            for (var y = band * grid.StepPx; y < end; y++) DrawRow(y, first, last, i420);
        }
    }

    private void Merge(InverseMap upper, InverseMap lower, GridArea lowerFace)
    {
        upper.BackX.CopyTo(_backX, 0);
        upper.BackY.CopyTo(_backY, 0);
        var grid = _rig.Grid;
        for (var j = lowerFace.Top; j < lowerFace.Bottom; j++)
            for (var i = lowerFace.Left; i < lowerFace.Right; i++)
            {
                var node = (j * grid.Columns) + i;
                var source = _rig.Face.ToFace(grid.PositionOf(node) + new System.Numerics.Vector2(lower.BackX[node], lower.BackY[node]));
                if (source.Y > _rig.Seam.Lower(source.X)) (_backX[node], _backY[node]) = (lower.BackX[node], lower.BackY[node]);
            }
    }

    // The pixels between two columns of nodes, and for even rows the chroma of this row and the next.
    private void DrawRow(int y, int firstNode, int lastNode, Span<byte> i420)
    {
        var (photo, background) = (_rig.Photo, _rig.Background);
        var left = firstNode * _rig.Grid.StepPx & ~1;
        var count = Math.Min(((lastNode * _rig.Grid.StepPx) + 1) & ~1, photo.Width) - left;
        var xs = _sourceX.AsSpan(0, count);
        var ys = _sourceY.AsSpan(0, count);

        FindSources(y, left, 1, xs, ys);
        var start = (y * photo.Width) + left;
        _rig.Luma.SampleRow(xs, ys, i420.Slice(start, count));
        var matte = _matte.AsSpan(0, count);
        if (background is not null)
        {
            _rig.Matte!.SampleRow(xs, ys, matte);
            Blend(i420.Slice(start, count), background.Y.AsSpan(start, count), matte);
        }

        if ((y & 1) != 0) return;
        xs = xs[..(count / 2)];
        ys = ys[..(count / 2)];
        matte = matte[..(count / 2)];
        FindSources(y + 0.5f, left + 0.5f, 2, xs, ys);
        if (background is not null) _rig.Matte!.SampleRow(xs, ys, matte);
        // Chroma samples sit in the middle of four pixels.
        TensorPrimitives.Subtract(xs, 0.5f, xs);
        TensorPrimitives.Multiply(xs, 0.5f, xs);
        TensorPrimitives.Subtract(ys, 0.5f, ys);
        TensorPrimitives.Multiply(ys, 0.5f, ys);
        start = (y / 2 * (photo.Width / 2)) + (left / 2);
        var cb = i420.Slice(photo.Y.Length + start, count / 2);
        var cr = i420.Slice(photo.Y.Length + photo.Cb.Length + start, count / 2);
        _rig.Cb.SampleRow(xs, ys, cb);
        _rig.Cr.SampleRow(xs, ys, cr);
        if (background is null) return;
        Blend(cb, background.Cb.AsSpan(start, count / 2), matte);
        Blend(cr, background.Cr.AsSpan(start, count / 2), matte);
    }

    // Where the pixels left, left + step, ... of a row come from.
    private void FindSources(float y, float left, int step, Span<float> xs, Span<float> ys)
    {
        var grid = _rig.Grid;
        var band = Math.Min((int)(y / grid.StepPx), grid.Rows - 2);
        var top = band * grid.Columns;
        var t = (y - (band * grid.StepPx)) / grid.StepPx;
        TensorPrimitives.Lerp(_backX.AsSpan(top, grid.Columns), _backX.AsSpan(top + grid.Columns, grid.Columns), t, _nodesX);
        TensorPrimitives.Lerp(_backY.AsSpan(top, grid.Columns), _backY.AsSpan(top + grid.Columns, grid.Columns), t, _nodesY);

        var perPixel = 1f / grid.StepPx;
        var i = 0;
        while (i < xs.Length)
        {
            var x = left + (i * step);
            var cell = Math.Min((int)(x * perPixel), grid.Columns - 2);
            var end = Math.Min(xs.Length, i + (int)MathF.Ceiling((((cell + 1) * grid.StepPx) - x) / step));
            var (slopeX, slopeY) = ((_nodesX[cell + 1] - _nodesX[cell]) * perPixel, (_nodesY[cell + 1] - _nodesY[cell]) * perPixel);
            var into = x - (cell * grid.StepPx);
            var (sourceX, sourceY) = (x + _nodesX[cell] + (slopeX * into), y + _nodesY[cell] + (slopeY * into));
            var (stepX, stepY) = (step * (1 + slopeX), step * slopeY);
            for (end = Math.Max(end, i + 1); i < end; i++)
            {
                (xs[i], ys[i]) = (sourceX, sourceY);
                (sourceX, sourceY) = (sourceX + stepX, sourceY + stepY);
            }
        }
    }

    private static void Blend(Span<byte> person, ReadOnlySpan<byte> behind, ReadOnlySpan<byte> matte)
    {
        for (var i = 0; i < person.Length; i++)
            person[i] = (byte)(behind[i] + ((person[i] - behind[i]) * matte[i] / 255));
    }

    private bool IsStill(int node) =>
        Size(node) + Size(node + 1) + Size(node + _rig.Grid.Columns) + Size(node + _rig.Grid.Columns + 1) < StillPx;

    private float Size(int node) => MathF.Abs(_backX[node]) + MathF.Abs(_backY[node]);
}
