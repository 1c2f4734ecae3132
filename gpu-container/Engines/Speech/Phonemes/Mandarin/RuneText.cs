using System.Text;

namespace Avatar.Engines.Speech.Phonemes.Mandarin;

/// <summary>Text of runes.</summary>
internal static class RuneText
{
    /// <summary>The runes joined.</summary>
    public static string ToString(ReadOnlySpan<Rune> runes)
    {
        Span<char> text = stackalloc char[128];
        if (runes.Length * 2 > text.Length) text = new char[runes.Length * 2];
        var length = 0;
        foreach (var rune in runes) length += rune.EncodeToUtf16(text[length..]);
        return text[..length].ToString();
    }
}
