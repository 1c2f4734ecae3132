namespace Avatar.Core.Speech;

/// <summary>A range of UTF-16 code units of a segment's original text.</summary>
public readonly record struct TextSpan(int Start, int Length)
{
    /// <summary>The first position after the range.</summary>
    public int End => Start + Length;
}
