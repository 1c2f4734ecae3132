using Avatar.Core.Languages;

namespace Avatar.Core.Recognition;

/// <summary>
/// How far a transcript is from what was said: the word error rate, and for Mandarin the character error rate. Both texts are first brought to the same
/// form, as said: no case and no punctuation, full-width forms as half-width ones, numbers and abbreviations in words as the product itself says them
/// ("3.5 %" as "three point five percent"), Chinese in simplified characters. A unit is a word; in Mandarin a hanzi, or a word of other letters.
/// </summary>
/// <param name="Substitutions">Units that another one stands for.</param>
/// <param name="Deletions">Units that are missing.</param>
/// <param name="Insertions">Units that are too many.</param>
/// <param name="ReferenceUnits">How many units were said.</param>
public readonly record struct ErrorRate(int Substitutions, int Deletions, int Insertions, int ReferenceUnits)
{
    /// <summary>All errors: the edit distance.</summary>
    public int Errors => Substitutions + Deletions + Insertions;

    /// <summary>Errors for one unit said: 0 is perfect, and what is too many may bring it above 1. Where nothing was said, the number of errors.</summary>
    public double Value => (double)Errors / Math.Max(1, ReferenceUnits);

    /// <summary>Compares a transcript with what was said.</summary>
    /// <param name="reference">What was said.</param>
    /// <param name="transcript">What was understood.</param>
    /// <param name="language">The language.</param>
    public static ErrorRate Of(string reference, string transcript, Language language)
    {
        var said = SpokenUnits.Of(reference, language);
        var distance = EditDistance.Between(said, SpokenUnits.Of(transcript, language));
        return new ErrorRate(distance.Substitutions, distance.Deletions, distance.Insertions, said.Count);
    }
}
