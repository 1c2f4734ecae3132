using System.Text.Json;
using Avatar.Core.Languages;
using Avatar.Core.Speech;
using Avatar.Tests;
using CsCheck;

namespace Avatar.Engines.Tests.Speech.Phonemes;

public sealed class TextToPhonemesTests
{
    private static readonly Gen<Language> AnyLanguage = Gen.Enum<Language>();

    private static readonly Gen<string> HostileText = Gen.OneOf(
        Gen.String,
        Gen.String[Gen.Char, 0, 300],
        Gen.String[Gen.Char['一', '鿿'], 0, 80],
        Gen.String[Gen.OneOf(Gen.Char['a', 'z'], Gen.Char['A', 'Z'], Gen.Const('\''), Gen.Const('-')), 0, 300],
        Gen.String[Gen.Char['À', 'ɏ'], 0, 30]);

    private static readonly Gen<SpokenPiece> AnyPiece = Gen.Select(Gen.Enum<SpokenPieceKind>(), HostileText, Gen.Char[".,;:!?…—()\""], AnyLanguage, (kind, text, mark, language) =>
        new SpokenPiece(kind, kind == SpokenPieceKind.Word ? text : kind == SpokenPieceKind.Space ? " " : mark.ToString(), language, new TextSpan(0, text.Length)));

    [Fact]
    public void Gives_only_symbols_of_the_model_for_any_text()
    {
        using var vocabulary = JsonDocument.Parse(File.ReadAllBytes(Repository.File("models", "speech", "kokoro_vocab.json")));
        var symbols = vocabulary.RootElement.EnumerateObject().Select(symbol => symbol.Name[0]).ToHashSet();
        Gen.Select(AnyPiece.List[0, 8], AnyLanguage).Sample((pieces, language) =>
            Assert.All(Spoken.Reader.Read(pieces, language), word =>
            {
                Assert.NotEmpty(word.Phonemes);
                Assert.DoesNotContain(word.Phonemes, symbol => !symbols.Contains(symbol));
            }), iter: 300);
    }

    [Fact]
    public void Places_words_in_order_within_the_text() => Gen.Select(HostileText, AnyLanguage).Sample((text, language) =>
    {
        var words = Spoken.Reader.Read(Spoken.Pieces(text, language), language);
        var end = 0;
        foreach (var word in words)
        {
            Assert.InRange(word.Source.Start, end, text.Length);
            Assert.InRange(word.Source.End, word.Source.Start, text.Length);
            if (!word.IsPunctuation) Assert.Equal(word.Text, text.Substring(word.Source.Start, word.Source.Length));
            end = word.Source.End;
        }
    }, iter: 200);

    [Fact]
    public void Gives_words_that_stand_for_a_number_the_place_of_the_number()
    {
        var words = Spoken.Reader.Read([new SpokenPiece(SpokenPieceKind.Word, "forty two", Language.English, new TextSpan(5, 2))], Language.English);
        Assert.Equal([("forty", 5, 2, true), ("two", 5, 2, false)], words.Select(word => (word.Text, word.Source.Start, word.Source.Length, word.SpaceAfter)));
    }

    [Theory]
    [InlineData("\"Hello,\" she said (quietly).", Language.English, "\"həlˈO,\" ʃi sˈɛd (kwˈIətli).")]
    [InlineData("他说：“你好！”然后走了。", Language.Mandarin, "tʰa→ ʂwo→: \"ni↗xau↓!\" ɻa↗nxou↘ ʦou↓ lɤ.")]
    [InlineData("我用iPhone写代码。", Language.Mandarin, "wo↓ jʊ↘ŋ ˈIfˌOn ɕje↓ tai↘ma↓.")]
    [InlineData("Visit 北京 soon.", Language.English, "vˈɪzət pei↓ʨi→ŋ sˈun.")]
    [InlineData("Москва and Paris", Language.English, "ænd pˈɛɹəs")]
    public void Spaces_and_mixes_languages(string text, Language language, string phonemes) => Assert.Equal(phonemes, Spoken.Phonemes(text, language));

    [Fact]
    public void Reads_from_several_threads_at_once() => Parallel.For(0, 60, i => Assert.Equal(
        i % 3 == 0 ? "həlˈO" : i % 3 == 1 ? "ˈola" : "ni↗xau↓",
        Spoken.Phonemes(i % 3 == 0 ? "hello" : i % 3 == 1 ? "hola" : "你好", i % 3 == 0 ? Language.English : i % 3 == 1 ? Language.Spanish : Language.Mandarin)));
}
