using Avatar.Core.Installation;

namespace Avatar.Engines.Speech.Phonemes.English;

/// <summary>The American English words of <c>models/speech/g2p/en_us_lexicon.tsv.gz</c> (misaki, Apache-2.0).</summary>
internal sealed class EnglishLexicon(TsvTable table)
{
    /// <summary>Reads the product's lexicon.</summary>
    public static EnglishLexicon Load() => new(TsvTable.Load(ProductFiles.Model("speech", "g2p", "en_us_lexicon.tsv.gz")));

    /// <summary>The entry of a word as written; null when there is none.</summary>
    public LexiconEntry? Find(ReadOnlySpan<char> word)
    {
        var value = table.Find(word);
        if (value is null) return null;
        var tab = value.IndexOf('\t', StringComparison.Ordinal);
        return tab < 0 ? new LexiconEntry(value, true) : new LexiconEntry(value[..tab], false);
    }
}
