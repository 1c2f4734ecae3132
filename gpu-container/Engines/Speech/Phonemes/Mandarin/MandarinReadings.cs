using System.Text;
using Avatar.Core.Installation;

namespace Avatar.Engines.Speech.Phonemes.Mandarin;

/// <summary>
/// The readings of words: the longest phrase first (<c>zh_phrases.tsv.gz</c>), else the usual reading of the character
/// (<c>zh_chars.tsv.gz</c>), both from pypinyin (MIT).
/// </summary>
internal sealed class MandarinReadings(TsvTable characters, TsvTable phrases)
{
    private const int LongestPhrase = 16;

    /// <summary>The product's readings.</summary>
    public static MandarinReadings Load() => new(
        TsvTable.Load(ProductFiles.Model("speech", "g2p", "zh_chars.tsv.gz")), TsvTable.Load(ProductFiles.Model("speech", "g2p", "zh_phrases.tsv.gz")));

    /// <summary>Fills in one syllable a character; the empty syllable where none is known.</summary>
    /// <param name="word">A word.</param>
    /// <param name="syllables">As many as the word has characters.</param>
    public void Read(ReadOnlySpan<Rune> word, Span<Syllable> syllables)
    {
        for (var start = 0; start < word.Length;)
        {
            var length = Math.Min(word.Length - start, LongestPhrase);
            while (length > 1 && !TryPhrase(word.Slice(start, length), syllables.Slice(start, length))) length--;
            if (length == 1) syllables[start] = Character(word[start]);
            start += length;
        }
    }

    private Syllable Character(Rune character)
    {
        var readings = characters.Find(character.ToString());
        if (readings is null) return new Syllable("", 5);
        var end = readings.IndexOf(',', StringComparison.Ordinal);
        return Syllable.Parse(end < 0 ? readings : readings.AsSpan(0, end));
    }

    private bool TryPhrase(ReadOnlySpan<Rune> phrase, Span<Syllable> syllables)
    {
        if (phrases.Find(RuneText.ToString(phrase)) is not { } reading) return false;
        var parts = reading.Split(' ');
        if (parts.Length != phrase.Length) return false;
        for (var i = 0; i < parts.Length; i++) syllables[i] = Syllable.Parse(parts[i]);
        return true;
    }
}
