namespace Avatar.Engines.Speech.Phonemes.Mandarin;

/// <summary>A syllable of pinyin.</summary>
/// <param name="Letters">Without its tone, ü as v: "lv".</param>
/// <param name="Tone">1 to 4, 5 for the neutral tone.</param>
internal readonly record struct Syllable(string Letters, int Tone)
{
    /// <summary>Reads "hao3".</summary>
    public static Syllable Parse(ReadOnlySpan<char> pinyin) =>
        pinyin is [.., >= '1' and <= '5'] ? new Syllable(pinyin[..^1].ToString(), pinyin[^1] - '0') : new Syllable(pinyin.ToString(), 5);

    /// <summary>Pinyin with the tone's number: "hao3".</summary>
    public override string ToString() => $"{Letters}{Tone}";
}
