using System.Globalization;
using System.Text;

namespace Avatar.Core.Captions;

/// <summary>How much room text takes, counted in average Latin letters.</summary>
internal static class TextColumns
{
    /// <summary>The room of a hanzi: 42 Latin letters fill the same line as 16 hanzi.</summary>
    public const double Hanzi = 2.5;

    private static readonly (int First, int Last)[] WideRanges =
    [
        (0x1100, 0x115F), (0x2E80, 0xA4CF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE30, 0xFE4F), (0xFF00, 0xFF60), (0xFFE0, 0xFFE6),
        (0x1F300, 0x1FAFF), (0x20000, 0x3FFFD),
    ];

    /// <summary>The room that <paramref name="text"/> takes.</summary>
    public static double Of(string text)
    {
        var columns = 0.0;
        foreach (var rune in text.EnumerateRunes()) columns += Of(rune);
        return columns;
    }

    /// <summary>The room that a character takes.</summary>
    public static double Of(Rune rune) => IsWide(rune) ? Hanzi
        : Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format ? 0
        : 1;

    /// <summary>Whether lines may break beside it without a space: hanzi, kana and full-width forms.</summary>
    public static bool IsWide(Rune rune)
    {
        foreach (var (first, last) in WideRanges)
            if (rune.Value >= first && rune.Value <= last)
                return true;
        return false;
    }
}
