using Avatar.Core.Captions;
using Avatar.Core.Speech;
using CsCheck;

namespace Avatar.Core.Tests.Captions;

public class CaptionBuilderTests
{
    private static readonly string[] Letters = [.. "ab né, . ¿¡! 你好，。「」(3) \n\t😀-x%".EnumerateRunes().Select(rune => rune.ToString())];

    [Fact]
    public void Cues_end_with_sentences_and_clauses()
    {
        var cues = CaptionBuilder.Build([TestSpeech.Words(
            "Hello! I am your digital avatar. I can say anything you like, in three languages, and I never get tired of it at all.", 0, 0.35)]);
        Assert.Equal(
            ["Hello! I am your digital avatar.", "I can say anything you like,|in three languages,", "and I never get tired of it at all."],
            cues.Select(cue => string.Join('|', cue.Lines)));
    }

    [Fact]
    public void Hanzi_break_without_spaces_and_keep_their_punctuation()
    {
        var cues = CaptionBuilder.Build([TestSpeech.Hanzi("人工智能正在改变我们的生活方式，从手机到汽车，从医院到学校，它无处不在。你准备好了吗？", 0, 0.2)]);
        Assert.Equal(
            ["人工智能正在改变我们的生活方式，|从手机到汽车，从医院到学校，", "它无处不在。", "你准备好了吗？"],
            cues.Select(cue => string.Join('|', cue.Lines)));
        Assert.All(cues.SelectMany(cue => cue.Lines), line => Assert.True(line.Length <= 16));
    }

    [Fact]
    public void An_opening_mark_goes_with_the_word_it_opens()
    {
        var speech = TestSpeech.Words("Hola. ¿Qué tal está el señor Muñoz esta mañana tan fría? ¡Muy bien, gracias!", 0, 0.3);
        var lines = CaptionBuilder.Build([speech]).SelectMany(cue => cue.Lines).ToArray();
        Assert.Contains(lines, line => line.Contains(" ¡Muy", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.EndsWith('¿') || line.EndsWith('¡'));
    }

    [Fact]
    public void Words_of_one_source_keep_the_original_text()
    {
        var text = "It grew 3.5% today.";
        WordMark[] marks =
        [
            new("It", 0, 0.2, new(0, 2)), new("grew", 0.2, 0.5, new(3, 4)), new("three", 0.5, 0.8, new(8, 4)), new("point", 0.8, 1, new(8, 4)),
            new("five", 1, 1.2, new(8, 4)), new("percent", 1.2, 1.6, new(8, 4)), new("today", 1.6, 2, new(13, 5)),
        ];
        var cue = Assert.Single(CaptionBuilder.Build([new CaptionedSpeech(text, 10, 2.4, marks)]));
        Assert.Equal([text], cue.Lines);
        Assert.Equal(10, cue.StartSeconds);
        Assert.InRange(cue.EndSeconds, 12, 12.4);
    }

    [Fact]
    public void A_very_long_word_is_cut()
    {
        var text = "See https://example.org/" + new string('x', 150) + " now.";
        var cues = CaptionBuilder.Build([TestSpeech.Words(text, 0, 1)]);
        Assert.All(cues.SelectMany(cue => cue.Lines), line => Assert.True(line.Length <= 42));
        Assert.Equal(text.Replace(" ", "", StringComparison.Ordinal), WithoutSpaces(cues));
    }

    [Fact]
    public void Whatever_is_said_cues_are_in_order_without_overlap_and_keep_all_text()
    {
        var segment = Gen.Select(
            Gen.Int[0, Letters.Length - 1].Array[1, 120], Gen.Double[0.0, 0.6], Gen.Bool,
            (letters, wordSeconds, hanzi) => (Text: string.Concat(letters.Select(letter => Letters[letter])), wordSeconds, hanzi));
        Gen.Select(segment.List[1, 5], Gen.Double[16, 42]).Sample((segments, columns) =>
        {
            var start = 0.0;
            var speech = new List<CaptionedSpeech>();
            foreach (var (text, wordSeconds, hanzi) in segments)
            {
                speech.Add(hanzi ? TestSpeech.Hanzi(text, start, wordSeconds) : TestSpeech.Words(text, start, wordSeconds));
                start += speech[^1].DurationSeconds;
            }

            var cues = CaptionBuilder.Build(speech, columns);
            var end = 0.0;
            foreach (var cue in cues)
            {
                Assert.True(cue.StartSeconds >= end);
                Assert.True(cue.EndSeconds > cue.StartSeconds);
                Assert.InRange(cue.Lines.Count, 1, 2);
                Assert.All(cue.Lines, line => Assert.InRange(TextColumns.Of(line), 0.1, columns));
                end = cue.EndSeconds;
            }

            Assert.Equal(
                string.Concat(speech.SelectMany(segment => segment.Text).Where(c => !char.IsWhiteSpace(c))), WithoutSpaces(cues));
        });
    }

    private static string WithoutSpaces(IEnumerable<CaptionCue> cues) =>
        string.Concat(cues.SelectMany(cue => cue.Lines).SelectMany(line => line).Where(c => !char.IsWhiteSpace(c)));
}
