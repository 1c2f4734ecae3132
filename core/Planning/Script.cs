namespace Avatar.Core.Planning;

/// <summary>Which characters the phonemizers can read.</summary>
internal static class Script
{
    public static bool IsHanzi(char c) => c is (>= '\u4E00' and <= '\u9FFF') or (>= '\u3400' and <= '\u4DBF') or '\u3007';

    public static bool IsLatin(char c) =>
        char.IsAsciiLetter(c) || (c is >= '\u00AA' and <= '\u024F' or >= '\u1E00' and <= '\u1EFF' && char.IsLetter(c)) && char.IsLetter(c);

    /// <summary>A letter that can be read, or a digit.</summary>
    public static bool IsSpeakable(char c) => IsLatin(c) || IsHanzi(c) || char.IsAsciiDigit(c);
}
