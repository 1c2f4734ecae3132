namespace Avatar.Engines.Speech.Phonemes.English;

/// <summary>A word's readings.</summary>
/// <param name="Readings">Phonemes, or <c>DEFAULT=…|VERB=…</c>.</param>
/// <param name="IsCertain">Whether it is from the checked list, not from the larger one made by rules.</param>
internal readonly record struct LexiconEntry(string Readings, bool IsCertain)
{
    /// <summary>The reading of a word of this class; null when it is spelled: US, IT.</summary>
    /// <param name="wordClass">What it is in the sentence.</param>
    /// <param name="isLast">Whether nothing follows before the next punctuation.</param>
    public string? Reading(WordClass wordClass, bool isLast)
    {
        if (!Readings.Contains('=', StringComparison.Ordinal)) return Readings;
        var reading = (isLast ? Variant("None") : null) ?? wordClass switch
        {
            WordClass.Noun or WordClass.Name => Variant("NOUN"),
            WordClass.Verb => Variant("VERB"),
            WordClass.PastVerb => Variant("VBD") ?? Variant("VERB"),
            WordClass.Determiner => Variant("DT"),
            WordClass.Adjective => Variant("ADJ"),

            // Where the usual reading is the verb's, a noun before a noun sounds as a noun: "use case".
            WordClass.Modifier => Variant("ADJ") ?? (Variant("VERB") is null ? Variant("NOUN") : null),
            _ => null,
        };
        reading ??= Variant("DEFAULT");
        return string.IsNullOrEmpty(reading) ? null : reading;
    }

    private string? Variant(string name)
    {
        foreach (var range in Readings.AsSpan().Split('|'))
        {
            var variant = Readings.AsSpan(range);
            if (variant.StartsWith(name) && variant.Length > name.Length && variant[name.Length] == '=') return variant[(name.Length + 1)..].ToString();
        }

        return null;
    }
}
