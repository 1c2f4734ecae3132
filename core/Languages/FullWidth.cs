namespace Avatar.Core.Languages;

/// <summary>Full-width forms of ASCII characters, as Chinese text has them.</summary>
public static class FullWidth
{
    /// <summary>The text with full-width forms as their ASCII twins, place by place.</summary>
    public static string Fold(string text) => string.Create(text.Length, text, static (folded, original) =>
    {
        for (var i = 0; i < folded.Length; i++)
            folded[i] = original[i] is >= '\uFF01' and <= '\uFF5E' and var wide ? (char)(wide - 0xFEE0) : original[i] == '￥' ? '¥' : original[i];
    });
}
