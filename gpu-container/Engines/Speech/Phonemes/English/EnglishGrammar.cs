using System.Collections.Frozen;

namespace Avatar.Engines.Speech.Phonemes.English;

/// <summary>
/// Guesses what each word is from its neighbours, well enough for the words whose sound depends on it: record, use, live, read,
/// close, US.
/// </summary>
internal static class EnglishGrammar
{
    private static readonly FrozenSet<string> BeforeVerbs = Set(
        "to will would can could shall should may might must cannot can't won't wouldn't couldn't shouldn't do does did don't doesn't didn't "
        + "let's i you we they he she it who please not never always often also i'll you'll we'll they'll he'll she'll i'd you'd we'd they'd");

    private static readonly FrozenSet<string> BeforeNouns = Set(
        "the a an this that these those my your his her its our their some any no every each of in on for with from by at about into "
        + "new old good great high low big small whole own first last next same other another many much more most few several such what which "
        + "one two three four five six seven eight nine ten");

    private static readonly FrozenSet<string> BeforeParticiples = Set(
        "have has had i've you've we've they've he's she's was were been be is are being having");

    private static readonly FrozenSet<string> AfterVerbs = Set(
        "the a an this that these those my your his her its our their me him us them it you everything everyone");

    private static readonly FrozenSet<string> AfterLive = Set("in at with on here there near alone together for by from under without");

    private static readonly FrozenSet<string> BeforeDemonstratives = Set("of in for like at with do did on is about");

    private static readonly FrozenSet<string> FunctionWords = Set(
        "and or but of in on at for with from by to as is are was were be been has have had will would can could may might must shall should "
        + "if because when while that than who which it he she they we i you not so do does did about into over after before through");

    private static readonly FrozenSet<string> PastTimes = Set("yesterday ago already last earlier once");

    private static readonly FrozenSet<string> Conjunctions = Set("and or then but");

    /// <summary>The class of each word; marks are <see cref="WordClass.Other"/>.</summary>
    public static WordClass[] Classify(string[] words)
    {
        var lower = words.Select(word => word.ToLowerInvariant()).ToArray();
        var isPast = Array.Exists(lower, PastTimes.Contains);
        var isShouted = Shouted(words);
        var classes = new WordClass[words.Length];
        for (var i = 0; i < words.Length; i++)
            if (words[i].Length > 0 && char.IsLetter(words[i][0]))
                classes[i] = Classify(words, i, isShouted[i], new Neighbours(At(i), At(i - 2), At(i - 1), At(i + 1), isPast));
        return classes;

        string At(int index) => index >= 0 && index < lower.Length ? lower[index] : "";
    }

    /// <summary>Whether each word is in capitals among others in capitals, so that it is no acronym.</summary>
    private static bool[] Shouted(string[] words)
    {
        bool IsInCapitals(int i) => i < 0 || i >= words.Length || !char.IsLetter(words[i].FirstOrDefault()) || !words[i].Any(char.IsLower);
        bool IsWord(int i) => i >= 0 && i < words.Length && words[i].Length > 1 && char.IsLetter(words[i][0]);
        return [.. words.Select((_, i) => IsInCapitals(i - 1) && IsInCapitals(i) && IsInCapitals(i + 1) && (IsWord(i - 1) || IsWord(i + 1)))];
    }

    private static WordClass Classify(string[] words, int i, bool isShouted, Neighbours at)
    {
        if (at.Word.Length == 1) return IsLetterName(words, i, isShouted, at) ? WordClass.Name : WordClass.Other;
        if (!isShouted && words[i].All(char.IsUpper)) return WordClass.Name;
        if (Homograph(at) is { } known) return known;
        if (FunctionWords.Contains(at.Word)) return WordClass.Other;
        if (BeforeVerbs.Contains(at.Before)) return WordClass.Verb;
        if (BeforeNouns.Contains(at.Before)) return at.IsBeforeContentWord ? WordClass.Modifier : WordClass.Noun;
        if (BeforeParticiples.Contains(at.Before)) return WordClass.Adjective;
        if (AfterVerbs.Contains(at.After)) return WordClass.Verb;
        return at.IsFirst || Conjunctions.Contains(at.Before) ? WordClass.Other : WordClass.Noun;
    }

    /// <summary>Whether "A" is the letter: alone, or a capital within a sentence that is no title.</summary>
    private static bool IsLetterName(string[] words, int i, bool isShouted, Neighbours at) =>
        words.Length == 1 || (words[i] == "A" && !at.IsFirst && !isShouted
            && !(at.After.Length > 0 && char.IsUpper(words[i + 1][0])));

    /// <summary>The class of a word that needs its own rule.</summary>
    private static WordClass? Homograph(Neighbours at) => at.Word switch
    {
        "that" => at.IsFirst || BeforeDemonstratives.Contains(at.Before) ? WordClass.Determiner : WordClass.Other,
        "minute" => at.Before is "is" or "are" or "very" or "so"
                || at.After is "detail" or "details" or "amounts" or "quantities" or "particles"
            ? WordClass.Adjective
            : WordClass.Other,
        "used" => at.After == "to" && at.Before is not ("is" or "are" or "was" or "were" or "be" or "been" or "being")
            ? WordClass.PastVerb
            : WordClass.Other,
        "live" or "lives" when !BeforeNouns.Contains(at.Before) && (AfterLive.Contains(at.After) || BeforeVerbs.Contains(at.Before))
            => WordClass.Verb,
        "read" or "reread" when IsPastRead(at) => WordClass.PastVerb,
        "wound" when at.Before is "he" or "she" or "it" or "they" or "we" or "i" or "was" or "is"
            || at.After is "up" or "down" or "around" => WordClass.PastVerb,
        _ => null,
    };

    private static bool IsPastRead(Neighbours at) =>
        BeforeParticiples.Contains(at.Before)
        || (at.SecondBefore is "have" or "has" or "had"
            && at.Before is "you" or "we" or "they" or "i" or "he" or "she" or "not" or "never" or "already")
        || at.Before is "he" or "she" or "it"
        || (at.IsPast && (!BeforeVerbs.Contains(at.Before) || at.Before is "i" or "we" or "they" or "you" or "who"));

    /// <summary>A word and what stands around it, in lower case; empty at the ends.</summary>
    /// <param name="Word">The word.</param>
    /// <param name="SecondBefore">The one before the one before.</param>
    /// <param name="Before">The one before.</param>
    /// <param name="After">The one after.</param>
    /// <param name="IsPast">Whether the text speaks of the past.</param>
    private readonly record struct Neighbours(string Word, string SecondBefore, string Before, string After, bool IsPast)
    {
        public bool IsFirst => Before.Length == 0 || !char.IsLetter(Before[0]);

        public bool IsBeforeContentWord =>
            After.Length > 0 && char.IsLetter(After[0]) && !FunctionWords.Contains(After) && !AfterVerbs.Contains(After);
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet();
}
