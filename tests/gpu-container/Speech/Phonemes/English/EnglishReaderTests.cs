using Avatar.Core.Languages;

namespace Avatar.Engines.Tests.Speech.Phonemes.English;

public sealed class EnglishReaderTests
{
    // The reference reads "vegetables" by eSpeak though its lexicon has the word.
    [Fact]
    public void Reads_sentences_as_the_reference_does() =>
        Golden.AssertShare(0.97, [.. Golden.Rows("golden_en.tsv").Select(row => (row[0], row[1], Spoken.Phonemes(row[0], Language.English)))]);

    [Theory]
    [InlineData("I will record a new record.", "ˌI wɪl ɹəkˈɔɹd ɐ nˈu ɹˈɛkəɹd.")]
    [InlineData("Please use this for that use.", "plˈiz jˈuz ðɪs fɔɹ ðˈæt jˈus.")]
    [InlineData("They live in London, and the show is live.", "ðˌA lˈɪv ɪn lˈʌndən, ænd ðə ʃˈO ɪz lˈIv.")]
    [InlineData("He read it yesterday. I want to read it.", "hˌi ɹˈɛd ɪt jˈɛstəɹdˌA. ˌI wˈɑnt tə ɹˈid ɪt.")]
    [InlineData("We used to live here.", "wˌi jˈust tə lˈɪv hˈɪɹ.")]
    [InlineData("Close the door. We are close.", "klˈOz ðə dˈɔɹ. wˌi ɑɹ klˈOs.")]
    [InlineData("The contents are content.", "ðə kˈɑntɛnts ɑɹ kəntˈɛnt.")]
    [InlineData("Come in.", "kˈʌm ˈɪn.")]
    public void Chooses_the_reading_by_the_neighbours(string text, string phonemes) => Assert.Equal(phonemes, Spoken.Phonemes(text, Language.English));

    [Theory]
    [InlineData("The US signed it.", "ðə jˌuˈɛs sˈInd ɪt.")]
    [InlineData("Tell us.", "tˈɛl ˌʌs.")]
    [InlineData("many GPUs", "mˈɛni ʤˌipˌijˈuz")]
    [InlineData("plan A works", "plˈæn ˈA wˈɜɹks")]
    [InlineData("THIS IS A TEST", "ðˈɪs ˈɪz ɐ tˈɛst")]
    public void Spells_acronyms_and_not_words_in_capitals(string text, string phonemes) => Assert.Equal(phonemes, Spoken.Phonemes(text, Language.English));

    [Theory]
    [InlineData("well-known", "wˌɛlnˈOn")]
    [InlineData("ChatGPT", "ʧˌætʤˌipˌitˈi")]
    [InlineData("iPhone’s", "ˈIfˌOnz")]
    [InlineData("Dvořák", "dəvˈɔɹʒæk")]
    [InlineData("'Tis", "tˈɪz")]
    [InlineData("'hello'", "həlˈO")]
    [InlineData("Apple's", "ˈæpᵊlz")]
    public void Reads_words_made_of_words(string text, string phonemes) => Assert.Equal(phonemes, Spoken.Phonemes(text, Language.English));

    [Theory]
    [InlineData("cooked waited needed stopped", "kˈʊkt wˈATᵻd nˈidᵻd stˈɑpt")]
    [InlineData("cats dogs boxes", "kˈæts dˈɔɡz bˈɑksᵻz")]
    public void Gives_endings_their_sound(string text, string phonemes) => Assert.Equal(phonemes, Spoken.Phonemes(text, Language.English));
}
