using Avatar.Core.Languages;

namespace Avatar.Engines.Tests.Speech.Phonemes.Spanish;

public sealed class SpanishReaderTests
{
    // The model has no opening ¿ and ¡.
    [Fact]
    public void Reads_sentences_as_the_reference_does() =>
        Golden.AssertShare(1, [.. Golden.Rows("golden_es.tsv").Select(row =>
            (row[0], row[1].Replace("¿", "").Replace("¡", ""), Spoken.Phonemes(row[0], Language.Spanish)))]);

    [Fact]
    public void Leaves_out_the_marks_of_foreign_words() => Assert.DoesNotContain('(', Spoken.Phonemes("el weekend en Beijing y el show", Language.Spanish));

    [Fact]
    public void Gives_each_word_its_phonemes()
    {
        var words = Spoken.Reader.Read(Spoken.Pieces("Un vaso de agua, por favor.", Language.Spanish), Language.Spanish);
        Assert.Equal(["Un", "vaso", "de", "agua", ",", "por", "favor", "."], words.Select(word => word.Text));
        Assert.Equal("bˈaso", words[1].Phonemes);
    }
}
