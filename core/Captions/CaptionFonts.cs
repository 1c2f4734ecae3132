using System.Text;
using Avatar.Core.Installation;
using SkiaSharp;

namespace Avatar.Core.Captions;

/// <summary>The shipped faces, for Latin and for hanzi; the machine may have none.</summary>
internal static class CaptionFonts
{
    private static readonly Lazy<SKTypeface[]> Faces = new(() => [Load("OpenSans-Semibold.ttf"), Load("DroidSansFallbackFull.ttf")]);

    /// <summary>The faces at a size, in the order to try them.</summary>
    public static SKFont[] AtSize(float sizePx) =>
        [.. Faces.Value.Select((face, index) => new SKFont(face, sizePx) { Edging = SKFontEdging.Antialias, Embolden = index > 0 })];

    /// <summary>Cuts text into runs of one face each. Characters that no face has are left out.</summary>
    public static IEnumerable<(string Text, SKFont Font)> Runs(string text, SKFont[] fonts)
    {
        var run = new StringBuilder();
        SKFont? current = null;
        foreach (var rune in text.EnumerateRunes())
        {
            var font = rune.Value == ' ' && current is not null ? current : fonts.FirstOrDefault(font => font.ContainsGlyph(rune.Value));
            if (font is null) continue;
            if (font != current && run.Length > 0)
            {
                yield return (run.ToString(), current!);
                run.Clear();
            }

            run.Append(rune);
            current = font;
        }

        if (run.Length > 0) yield return (run.ToString(), current!);
    }

    private static SKTypeface Load(string name)
    {
        var path = ProductFiles.Asset("fonts", name);
        return SKTypeface.FromFile(path) ?? throw new Errors.RenderFailedException($"{path} is damaged: restore it with 'git checkout -- assets'.");
    }
}
