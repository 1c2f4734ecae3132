using Avatar.Core.Languages;

namespace Avatar.Engines.Recognition.Whisper;

/// <summary>The numbers of the tokens that are no text, of the multilingual vocabulary with 99 languages.</summary>
internal static class WhisperTokens
{
    /// <summary>The end of the text; all text is below it.</summary>
    public const int End = 50257;

    /// <summary>The start of a transcript; a language follows.</summary>
    public const int Start = 50258;

    /// <summary>The first of the languages.</summary>
    public const int FirstLanguage = 50259;

    /// <summary>How many languages there are.</summary>
    public const int LanguageCount = 99;

    /// <summary>The task: write down what is said, in its own language.</summary>
    public const int Transcribe = 50359;

    /// <summary>Goes before a text that the transcript continues.</summary>
    public const int StartOfPrevious = 50361;

    /// <summary>Its probability after <see cref="Start"/> is that nobody speaks.</summary>
    public const int NoSpeech = 50362;

    /// <summary>Asks for text without times.</summary>
    public const int NoTimestamps = 50363;

    /// <summary>The size of the vocabulary.</summary>
    public const int Count = 51865;

    /// <summary>The token of a language.</summary>
    public static int Of(Language language) => language switch
    {
        Language.English => 50259,
        Language.Mandarin => 50260,
        Language.Spanish => 50262,
        _ => throw new ArgumentOutOfRangeException(nameof(language), language, "Unknown language."),
    };
}
