using Avatar.Core.Languages;

namespace Avatar.Core.Recognition;

/// <summary>How likely each of the product's languages is the one spoken, 0 to 1; what is missing to a sum of 1 are other languages.</summary>
/// <param name="English">English.</param>
/// <param name="Mandarin">Mandarin Chinese.</param>
/// <param name="Spanish">Spanish.</param>
public sealed record LanguageProbabilities(double English, double Mandarin, double Spanish)
{
    /// <summary>The probability of a language.</summary>
    public double this[Language language] => language switch
    {
        Language.English => English,
        Language.Mandarin => Mandarin,
        Language.Spanish => Spanish,
        _ => throw new ArgumentOutOfRangeException(nameof(language), language, "Unknown language."),
    };

    /// <summary>The most likely of the three.</summary>
    public Language Likeliest => Enum.GetValues<Language>().MaxBy(language => this[language]);
}
