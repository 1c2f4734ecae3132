using Avatar.Core.Media;
using SkiaSharp;

namespace Avatar.Core.Captions;

/// <summary>A cue drawn once, white on a soft dark box at the bottom, ready to be laid over any number of I420 frames.</summary>
internal sealed class CaptionImage
{
    // In parts of the frame's shorter side.
    private const float FontSize = 0.065f;
    private const float BottomMargin = 0.05f;

    // In parts of the frame's width.
    private const float MaxWidth = 0.92f;

    // In parts of the font size.
    private const float LineHeight = 1.3f;
    private const float PaddingAcross = 0.45f;
    private const float PaddingAlong = 0.18f;
    private const float OutlineWidth = 0.12f;
    private const float Baseline = 1f;
    private const float LatinLetterWidth = 0.56f;

    private static readonly SKColor BoxColour = new(0, 0, 0, 120);
    private static readonly SKColor OutlineColour = new(0, 0, 0, 190);

    private readonly SKRectI _area;
    private readonly byte[] _luma;
    private readonly byte[] _lumaKept;
    private readonly byte[] _chroma;
    private readonly byte[] _chromaKept;
    private readonly FrameSize _size;

    /// <summary>Draws a cue for frames of a size.</summary>
    public CaptionImage(CaptionCue cue, FrameSize size)
    {
        _size = size;
        using var bitmap = Draw(cue.Lines, size, out _area);
        _luma = new byte[_area.Width * _area.Height];
        _lumaKept = new byte[_luma.Length];
        _chroma = new byte[_luma.Length / 4];
        _chromaKept = new byte[_luma.Length / 4];
        var pixels = bitmap.GetPixelSpan();
        for (var y = 0; y < _area.Height; y++)
            for (var x = 0; x < _area.Width; x++)
            {
                // All is grey, so one channel tells the luma; it is multiplied by alpha already. BT.709 limited: 16 + 219 x.
                var (grey, alpha) = (pixels[y * bitmap.RowBytes + 4 * x], pixels[y * bitmap.RowBytes + 4 * x + 3]);
                _luma[y * _area.Width + x] = (byte)((16 * alpha + 219 * grey + 127) / 255);
                _lumaKept[y * _area.Width + x] = (byte)(255 - alpha);
            }

        for (var y = 0; y < _area.Height / 2; y++)
            for (var x = 0; x < _area.Width / 2; x++)
            {
                var at = 2 * y * _area.Width + 2 * x;
                var kept = (_lumaKept[at] + _lumaKept[at + 1] + _lumaKept[at + _area.Width] + _lumaKept[at + _area.Width + 1] + 2) / 4;
                _chroma[y * _area.Width / 2 + x] = (byte)((128 * (255 - kept) + 127) / 255);
                _chromaKept[y * _area.Width / 2 + x] = (byte)kept;
            }
    }

    /// <summary>The part of the frame that it covers, on even pixels; empty when no character can be drawn.</summary>
    public SKRectI Area => _area;

    /// <summary>The longest line that fits frames of a size, in Latin letters.</summary>
    public static double MaxColumns(FrameSize size) =>
        Math.Clamp((MaxWidth * size.WidthPx - 2 * PaddingAcross * FontPx(size)) / (LatinLetterWidth * FontPx(size)), 2 * TextColumns.Hanzi, CaptionBuilder.SubtitleColumns);

    /// <summary>Lays it over a frame of its size.</summary>
    public void BlendOnto(VideoFrame frame)
    {
        var planes = frame.I420.Span;
        var luma = _size.WidthPx * _size.HeightPx;
        BlendPlane(planes[..luma], _size.WidthPx, _area.Left, _area.Top, _area.Width, _luma, _lumaKept);
        for (var plane = 0; plane < 2; plane++)
            BlendPlane(
                planes.Slice(luma + plane * luma / 4, luma / 4), _size.WidthPx / 2, _area.Left / 2, _area.Top / 2, _area.Width / 2, _chroma, _chromaKept);
    }

    private static void BlendPlane(Span<byte> plane, int stride, int left, int top, int width, byte[] colour, byte[] kept)
    {
        for (var start = 0; start < colour.Length; start += width, top++)
            AlphaBlend.Over(plane.Slice(top * stride + left, width), colour.AsSpan(start, width), kept.AsSpan(start, width));
    }

    private static float FontPx(FrameSize size) => Math.Max(9, FontSize * Math.Min(size.WidthPx, size.HeightPx));

    private static SKBitmap Draw(IReadOnlyList<string> lines, FrameSize size, out SKRectI area)
    {
        var fontPx = FontPx(size);
        var widest = WidestLine(lines, fontPx);
        var room = MaxWidth * size.WidthPx - 2 * PaddingAcross * fontPx;
        if (widest > room) (fontPx, widest) = (fontPx * room / widest, room);
        if (widest == 0) lines = [];

        var boxWidth = widest + 2 * PaddingAcross * fontPx;
        var boxHeight = (lines.Count * LineHeight + 2 * PaddingAlong) * fontPx;
        var box = SKRect.Create(
            (size.WidthPx - boxWidth) / 2, size.HeightPx - BottomMargin * Math.Min(size.WidthPx, size.HeightPx) - boxHeight, boxWidth, boxHeight);
        area = new SKRectI((int)box.Left & ~1, (int)box.Top & ~1, ((int)box.Right + 2) & ~1, ((int)box.Bottom + 2) & ~1);
        area = lines.Count == 0 ? SKRectI.Empty : SKRectI.Intersect(area, new SKRectI(0, 0, size.WidthPx, size.HeightPx));

        var bitmap = new SKBitmap(new SKImageInfo(Math.Max(2, area.Width), Math.Max(2, area.Height), SKColorType.Rgba8888, SKAlphaType.Premul));
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.Transparent);
        canvas.Translate(-area.Left, -area.Top);
        if (lines.Count > 0) DrawText(canvas, lines, box, fontPx);
        return bitmap;
    }

    private static float WidestLine(IReadOnlyList<string> lines, float fontPx)
    {
        var fonts = CaptionFonts.AtSize(fontPx);
        var widest = lines.Max(line => CaptionFonts.Runs(line, fonts).Sum(run => run.Font.MeasureText(run.Text)));
        foreach (var font in fonts) font.Dispose();
        return widest;
    }

    private static void DrawText(SKCanvas canvas, IReadOnlyList<string> lines, SKRect box, float fontPx)
    {
        using var boxPaint = new SKPaint { Color = BoxColour, IsAntialias = true };
        using var outline = new SKPaint
        {
            Color = OutlineColour, IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeWidth = OutlineWidth * fontPx, StrokeJoin = SKStrokeJoin.Round,
        };
        using var fill = new SKPaint { Color = SKColors.White, IsAntialias = true };
        canvas.DrawRoundRect(box, fontPx / 4, fontPx / 4, boxPaint);
        var fonts = CaptionFonts.AtSize(fontPx);
        for (var i = 0; i < lines.Count; i++)
        {
            var runs = CaptionFonts.Runs(lines[i], fonts).ToArray();
            var baseline = box.Top + (PaddingAlong + i * LineHeight + Baseline) * fontPx;
            foreach (var paint in new[] { outline, fill })
            {
                var x = box.MidX - runs.Sum(run => run.Font.MeasureText(run.Text)) / 2;
                foreach (var (text, font) in runs)
                {
                    canvas.DrawText(text, x, baseline, SKTextAlign.Left, font, paint);
                    x += font.MeasureText(text);
                }
            }
        }

        foreach (var font in fonts) font.Dispose();
    }
}
