using Avatar.Core.Errors;

namespace Avatar.Core.Languages;

/// <summary>The two-letter ISO 639-1 codes by which users name a <see cref="Language"/>.</summary>
public static class LanguageCode
{
    /// <summary>The value of a request's language that asks to detect it, sentence by sentence.</summary>
    public const string Auto = "auto";

    /// <summary>The code of <paramref name="language"/>: en, zh or es.</summary>
    public static string Code(this Language language) => language switch
    {
        Language.English => "en",
        Language.Mandarin => "zh",
        Language.Spanish => "es",
        _ => throw new ArgumentOutOfRangeException(nameof(language), language, "Unknown language."),
    };

    /// <summary>Reads a requested language; null stands for <see cref="Auto"/>.</summary>
    /// <exception cref="InvalidInputException">The code is none of auto, en, zh, es.</exception>
    public static Language? ParseOrAuto(string code) => code switch
    {
        Auto => null,
        "en" => Language.English,
        "zh" => Language.Mandarin,
        "es" => Language.Spanish,
        _ => throw new InvalidInputException("language", $"Unknown language '{code}': use auto, en, zh or es."),
    };
}
