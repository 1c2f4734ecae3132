using System.Collections.Frozen;

namespace Avatar.Engines.Speech.Phonemes.English;

/// <summary>The few words whose sound depends on what follows, and names that no rule reads right. After misaki's special cases (Apache-2.0, hexgrad).</summary>
internal static class EnglishSpecialWords
{
    // Names that eSpeak misreads.
    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>
    {
        ["kubernetes"] = "kˌubəɹnˈɛTiz",
        ["nginx"] = "ˈɛnʤənˌɛks",
        ["postgresql"] = "pˈOstɡɹɛskjˌuˌɛl",
        ["github"] = "ɡˈɪthˌʌb",
        ["huawei"] = "wˈɑwˌA",
        ["xiaomi"] = "ʃWmˈi",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The phonemes of a special word; null for any other.</summary>
    /// <param name="word">The word as written.</param>
    /// <param name="wordClass">What it is in the sentence.</param>
    /// <param name="vowelFollows">Whether the next word begins with a vowel; null before a pause.</param>
    /// <param name="next">The next word.</param>
    public static string? Find(string word, WordClass wordClass, bool? vowelFollows, string next) => word switch
    {
        "a" or "A" => wordClass == WordClass.Name || vowelFollows is null ? "ˈA" : "ɐ",
        "an" or "An" => "ɐn",
        "the" or "The" or "THE" => vowelFollows == true ? "ði" : "ðə",
        "to" or "To" or "TO" when wordClass != WordClass.Name => vowelFollows switch { null => null, true => "tʊ", false => "tə" },
        "I" => "ˌI",
        "in" or "In" or "IN" when wordClass != WordClass.Name => vowelFollows is null ? "ˈɪn" : "ɪn",
        "am" when vowelFollows is not null => "ɐm",
        "used" or "Used" or "USED" when wordClass == WordClass.PastVerb && next is "to" or "To" or "TO" => "jˈust",
        _ => Names.GetValueOrDefault(word),
    };
}
