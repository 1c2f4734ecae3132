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

    private static readonly FrozenSet<string> BeforeParticiples = Set("have has had i've you've we've they've he's she's was were been be is are being having");

    private static readonly FrozenSet<string> AfterVerbs = Set("the a an this that these those my your his her its our their me him us them it you everything everyone");

    private static readonly FrozenSet<string> AfterLive = Set("in at with on here there near alone together for by from under without");

    private static readonly FrozenSet<string> FunctionWords = Set(
        "and or but of in on at for with from by to as is are was were be been has have had will would can could may might must shall should "
        + "if because when while that than who which it he she they we i you not so do does did about into over after before through");

    private static readonly FrozenSet<string> PastTimes = Set("yesterday ago already last earlier once");

    private static readonly FrozenSet<string> Conjunctions = Set("and or then but");

    /// <summary>The class of each word; marks are <see cref="WordClass.Other"/>.</summary>
    public static WordClass[] Classify(string[] words)
    {
        var lower = words.Select(word => word.ToLowerInvariant()).ToArray();
        var isShouted = Shouted(words);
        var isPast = Array.Exists(lower, PastTimes.Contains);
        var classes = new WordClass[words.Length];
        for (var i = 0; i < words.Length; i++)
            if (words[i].Length > 0 && char.IsLetter(words[i][0]))
                classes[i] = Classify(words, lower, i, isShouted[i], isPast);
        return classes;
    }

    /// <summary>Whether each word is in capitals among others in capitals, so that it is no acronym.</summary>
    private static bool[] Shouted(string[] words)
    {
        bool IsInCapitals(int i) => i < 0 || i >= words.Length || !char.IsLetter(words[i].FirstOrDefault()) || !words[i].Any(char.IsLower);
        bool IsWord(int i) => i >= 0 && i < words.Length && words[i].Length > 1 && char.IsLetter(words[i][0]);
        return [.. words.Select((_, i) => IsInCapitals(i - 1) && IsInCapitals(i) && IsInCapitals(i + 1) && (IsWord(i - 1) || IsWord(i + 1)))];
    }

    private static WordClass Classify(string[] words, string[] lower, int i, bool isShouted, bool isPast)
    {
        var word = lower[i];
        var before = i > 0 ? lower[i - 1] : "";
        var after = i + 1 < lower.Length ? lower[i + 1] : "";
        var isFirst = before.Length == 0 || !char.IsLetter(before[0]);
        if (word.Length == 1) return words[i] == "A" && !isFirst && !isShouted && !(after.Length > 0 && char.IsUpper(words[i + 1][0])) ? WordClass.Name : WordClass.Other;
        if (!isShouted && words[i].All(char.IsUpper)) return WordClass.Name;
        if (word is not "that" && FunctionWords.Contains(word)) return WordClass.Other;
        switch (word)
        {
            case "that":
                return isFirst || before is "of" or "in" or "for" or "like" or "at" or "with" or "do" or "did" or "on" or "is" or "about"
                    ? WordClass.Determiner
                    : WordClass.Other;
            case "minute":
                return before is "is" or "are" or "very" or "so" || after is "detail" or "details" or "amounts" or "quantities" or "particles" ? WordClass.Adjective : WordClass.Other;
            case "used":
                return after == "to" && before is not ("is" or "are" or "was" or "were" or "be" or "been" or "being") ? WordClass.PastVerb : WordClass.Other;
            case "live" or "lives" when !BeforeNouns.Contains(before) && (AfterLive.Contains(after) || BeforeVerbs.Contains(before)):
                return WordClass.Verb;
            case "read" or "reread" when BeforeParticiples.Contains(before) || before is "he" or "she" or "it" || (isPast && !BeforeVerbs.Contains(before)):
            case "read" or "reread" when isPast && before is "i" or "we" or "they" or "you" or "who":
                return WordClass.PastVerb;
            case "wound" when before is "he" or "she" or "it" or "they" or "we" or "i" or "was" or "is" || after is "up" or "down" or "around":
                return WordClass.PastVerb;
        }

        if (BeforeVerbs.Contains(before)) return WordClass.Verb;
        if (before is "and" or "or" && i > 2 && BeforeVerbs.Contains(lower[i - 3])) return WordClass.Verb;
        if (BeforeNouns.Contains(before))
            return after.Length > 0 && char.IsLetter(after[0]) && !FunctionWords.Contains(after) && !AfterVerbs.Contains(after) ? WordClass.Modifier : WordClass.Noun;
        if (BeforeParticiples.Contains(before)) return WordClass.Adjective;
        if (AfterVerbs.Contains(after)) return WordClass.Verb;
        return isFirst || Conjunctions.Contains(before) ? WordClass.Other : WordClass.Noun;
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet();
}
