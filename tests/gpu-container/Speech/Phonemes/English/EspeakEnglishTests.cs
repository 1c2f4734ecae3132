using Avatar.Engines.Speech.Phonemes.English;

namespace Avatar.Engines.Tests.Speech.Phonemes.English;

public sealed class EspeakEnglishTests
{
    [Fact]
    public void Maps_ipa_as_the_reference_does() =>
        Golden.AssertShare(1, [.. Golden.Rows("golden_en_unknown_words.tsv").Select(row => (row[0], row[2], EspeakEnglish.FromIpa(row[1])))]);

    // Other versions of eSpeak read a few words differently.
    [Fact]
    public void Reads_unknown_words() =>
        Golden.AssertShare(0.98, [.. Golden.Rows("golden_en_unknown_words.tsv").Select(row => (row[0], row[2], EspeakEnglish.Read(row[0])))]);

    [Theory]
    [InlineData("bˈʌtn\u0329", "bˈʌtᵊn")]
    [InlineData("(fr)ʁˈo^ʊ(en-us)", "ʁˈO")]
    public void Maps_what_the_reference_lacks(string ipa, string phonemes) => Assert.Equal(phonemes, EspeakEnglish.FromIpa(ipa));
}
