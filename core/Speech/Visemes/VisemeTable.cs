using System.Collections.Frozen;
using System.Text;

namespace Avatar.Core.Speech.Visemes;

/// <summary>
/// The mouth shapes of phoneme symbols: IPA, and the single letters that Kokoro writes for diphthongs (A eɪ, I aɪ, O oʊ, Q əʊ, W aʊ, Y ɔɪ)
/// and affricates. Marks of stress, tone, length, aspiration and ties have no shape of their own.
/// </summary>
public static class VisemeTable
{
    private static readonly FrozenDictionary<char, Viseme[]> Symbols = new Dictionary<string, Viseme[]>
    {
        ["pbmβɸʙɓ"] = [Viseme.Bilabial],
        ["fvʋɱⱱ"] = [Viseme.LabioDental],
        ["θð"] = [Viseme.Dental],
        ["tdnɾTʈɖɳɗ"] = [Viseme.Alveolar],
        ["lɫɬɭɮ"] = [Viseme.Lateral],
        ["szʦʣ"] = [Viseme.Sibilant],
        ["ʃʒʧʤS"] = [Viseme.PostAlveolar],
        ["ɕʑʨʥ"] = [Viseme.AlveoloPalatal],
        ["ʂʐꭧɻɽ"] = [Viseme.Retroflex],
        ["kɡgŋxɣhɦqχʁɴʔɰħʕɢʀ"] = [Viseme.Velar],
        ["ɹrɺ"] = [Viseme.Rhotic],
        ["wʍ"] = [Viseme.Glide],
        ["jʎɲçʝcɟʄ"] = [Viseme.Palatal],
        ["aɑæʌɶ"] = [Viseme.OpenVowel],
        ["eɛ"] = [Viseme.MidFrontVowel],
        ["iɪɨᵻɯ"] = [Viseme.CloseFrontVowel],
        ["əɐɤɜɚɝᵊɘɞ"] = [Viseme.CentralVowel],
        ["oɔɒœɵ"] = [Viseme.MidRoundVowel],
        ["uʊʉ"] = [Viseme.CloseRoundVowel],
        ["yɥʏø"] = [Viseme.FrontRoundVowel],
        ["A"] = [Viseme.MidFrontVowel, Viseme.CloseFrontVowel],
        ["I"] = [Viseme.OpenVowel, Viseme.CloseFrontVowel],
        ["O"] = [Viseme.MidRoundVowel, Viseme.CloseRoundVowel],
        ["Q"] = [Viseme.CentralVowel, Viseme.CloseRoundVowel],
        ["W"] = [Viseme.OpenVowel, Viseme.CloseRoundVowel],
        ["Y"] = [Viseme.MidRoundVowel, Viseme.CloseFrontVowel],
        [";:,.!?—…\"()“” "] = [Viseme.Rest],
    }.SelectMany(row => row.Key.Select(symbol => KeyValuePair.Create(symbol, row.Value))).ToFrozenDictionary();

    private static readonly FrozenDictionary<string, Viseme> Affricates = new Dictionary<string, Viseme>
    {
        ["tʃ"] = Viseme.PostAlveolar,
        ["dʒ"] = Viseme.PostAlveolar,
        ["ts"] = Viseme.Sibilant,
        ["dz"] = Viseme.Sibilant,
        ["tɕ"] = Viseme.AlveoloPalatal,
        ["dʑ"] = Viseme.AlveoloPalatal,
        ["tʂ"] = Viseme.Retroflex,
        ["ʈʂ"] = Viseme.Retroflex,
        ["dʐ"] = Viseme.Retroflex,
    }.ToFrozenDictionary();

    /// <summary>Whether a symbol only changes the one beside it: stress, tone, length, aspiration, nasality, a tie.</summary>
    public static bool IsModifier(char symbol) =>
        symbol is 'ˈ' or 'ˌ' or 'ː' or 'ˑ' or 'ʰ' or 'ʲ' or 'ʷ' or 'ᵝ' or '˞' or '↓' or '→' or '↗' or '↘' or '^' or '-' or '\''
            or (>= '\u0300' and <= '\u036F') or (>= '˥' and <= '˩') or (>= '0' and <= '9');

    /// <summary>Whether a symbol has a shape of its own.</summary>
    public static bool Knows(char symbol) => Symbols.ContainsKey(symbol);

    /// <summary>Whether a symbol is a vowel or a diphthong.</summary>
    public static bool IsVowel(char symbol) => Symbols.TryGetValue(symbol, out var visemes) && visemes[0] >= Viseme.OpenVowel && symbol != 'ɥ';

    /// <summary>
    /// The shapes of a phoneme in order: one, or two for a diphthong or another string of vowels. An affricate has one.
    /// A symbol without a known shape keeps the mouth as it is (<see cref="Viseme.Velar"/>), a pause is <see cref="Viseme.Rest"/>.
    /// </summary>
    /// <param name="phoneme">A symbol of one or more letters, with or without modifiers.</param>
    public static IReadOnlyList<Viseme> Of(string phoneme)
    {
        if (phoneme.Length == 1 && Symbols.TryGetValue(phoneme[0], out var known)) return known;
        var letters = new StringBuilder(phoneme.Length);
        foreach (var symbol in phoneme)
            if (!IsModifier(symbol))
                letters.Append(symbol);
        if (letters.Length == 0) return [Viseme.Rest];
        if (letters.Length >= 2 && Affricates.TryGetValue(letters.ToString(0, 2), out var affricate)) return [affricate];

        var shapes = new List<Viseme>(2);
        for (var i = 0; i < letters.Length; i++)
            foreach (var viseme in Symbols.GetValueOrDefault(letters[i], [Viseme.Velar]))
                if (shapes.Count == 0 || shapes[^1] != viseme)
                    shapes.Add(viseme);
        return shapes.Count <= 2 ? shapes : [shapes[0], shapes[^1]];
    }
}
