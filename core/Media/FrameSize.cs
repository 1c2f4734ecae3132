namespace Avatar.Core.Media;

/// <summary>The size of a video's frames. Both sides are even, as 4:2:0 chroma needs.</summary>
public readonly record struct FrameSize
{
    /// <summary>A frame size.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A side is odd or not within 2..4096.</exception>
    public FrameSize(int widthPx, int heightPx)
    {
        WidthPx = EvenSide(widthPx, nameof(widthPx));
        HeightPx = EvenSide(heightPx, nameof(heightPx));
    }

    /// <summary>Width in pixels.</summary>
    public int WidthPx { get; }

    /// <summary>Height in pixels.</summary>
    public int HeightPx { get; }

    /// <summary>Bytes of one frame in I420: full-size Y, then quarter-size U and V.</summary>
    public int I420Bytes => WidthPx * HeightPx * 3 / 2;

    /// <inheritdoc/>
    public override string ToString() => $"{WidthPx}x{HeightPx}";

    private static int EvenSide(int px, string name) => px is >= 2 and <= 4096 && px % 2 == 0
        ? px
        : throw new ArgumentOutOfRangeException(name, px, "A side is an even number of pixels within 2..4096.");
}
