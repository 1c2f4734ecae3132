using Avatar.Engines.Portraits.Analysis;

namespace Avatar.Evaluator.Clips;

/// <summary>The pixels of a video that should not change: those well away from the person in the first frame.</summary>
internal sealed class StillPixels
{
    private const float Person = 0.1f;
    // The head turns and sways.
    private const double MarginShare = 0.06;
    private const double LeastShare = 0.02;

    private readonly int[] _offsets;
    private readonly byte[] _last;
    private bool _hasLast;

    private StillPixels(int[] offsets) => (_offsets, _last) = (offsets, new byte[offsets.Length]);

    /// <summary>Finds them in the first frame; null where the person fills the picture.</summary>
    public static StillPixels? Find(RgbaImage frame, PersonSegmentation segmentation)
    {
        const int side = PersonSegmentation.Side;
        var mask = segmentation.Segment(new ImagePyramid(frame), ImageRegion.Upright(0, 0, frame.WidthPx, frame.HeightPx));
        var near = Spread(mask, (int)Math.Ceiling(MarginShare * side));
        var offsets = new List<int>();
        for (var y = 0; y < frame.HeightPx; y++)
        for (var x = 0; x < frame.WidthPx; x++)
            if (!near[y * side / frame.HeightPx * side + x * side / frame.WidthPx])
                offsets.Add((y * frame.WidthPx + x) * 4);
        return offsets.Count >= LeastShare * frame.WidthPx * frame.HeightPx ? new StillPixels([.. offsets]) : null;
    }

    /// <summary>The mean absolute change of green, which is most of the luma, since the last frame, in steps of 8 bits; null for the first frame.</summary>
    public double? Change(RgbaImage frame)
    {
        long change = 0;
        for (var i = 0; i < _offsets.Length; i++)
        {
            var value = frame.Pixels[_offsets[i] + 1];
            change += Math.Abs(value - _last[i]);
            _last[i] = value;
        }

        var hadLast = _hasLast;
        _hasLast = true;
        return hadLast ? (double)change / _offsets.Length : null;
    }

    /// <summary>Which cells are within a square of so many cells around a cell that may be the person.</summary>
    private static bool[] Spread(float[] mask, int margin)
    {
        const int side = PersonSegmentation.Side;
        var (across, near) = (new bool[mask.Length], new bool[mask.Length]);
        for (var i = 0; i < mask.Length; i++)
            if (mask[i] >= Person)
                for (var x = Math.Max(0, i % side - margin); x <= Math.Min(side - 1, i % side + margin); x++)
                    across[i / side * side + x] = true;
        for (var i = 0; i < mask.Length; i++)
            if (across[i])
                for (var y = Math.Max(0, i / side - margin); y <= Math.Min(side - 1, i / side + margin); y++)
                    near[y * side + i % side] = true;
        return near;
    }
}
