namespace Avatar.Core.Languages;

/// <summary>A language that the product speaks.</summary>
public enum Language
{
    /// <summary>English, code <c>en</c>.</summary>
    English,

    /// <summary>Mandarin Chinese, code <c>zh</c>.</summary>
    Mandarin,

    /// <summary>Spanish, code <c>es</c>.</summary>
    Spanish,
}
