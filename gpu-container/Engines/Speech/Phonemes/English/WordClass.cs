namespace Avatar.Engines.Speech.Phonemes.English;

/// <summary>What a word is in its sentence, as far as its sound depends on it (Penn tags of the lexicon in brackets).</summary>
internal enum WordClass
{
    /// <summary>Not known: the usual reading.</summary>
    Other,

    /// <summary>A noun (NOUN).</summary>
    Noun,

    /// <summary>A name or an acronym in capitals (NNP).</summary>
    Name,

    /// <summary>A verb in the infinitive or the present (VERB).</summary>
    Verb,

    /// <summary>A verb in the past or a past participle (VBD, VBN).</summary>
    PastVerb,

    /// <summary>An adjective after its noun (ADJ).</summary>
    Adjective,

    /// <summary>An adjective or a noun before a noun.</summary>
    Modifier,

    /// <summary>"that" pointing at something (DT).</summary>
    Determiner,
}
