using System.Text.Json;
using Avatar.Core.Errors;
using Avatar.Core.Languages;
using Avatar.Core.Recognition;
using Avatar.Core.Speech;

namespace Avatar.Core.Tests.Recognition;

public class TranscriptTests
{
    [Fact]
    public void Sentences_are_cut_at_stops_and_long_pauses()
    {
        var text = "Hello there. Mr. Smith paid 3.50 and left, yes";
        var segments = TranscriptSentences.Cut(Language.English, text, Words(text, gapAfter: "left,")).ToList();

        Assert.Equal(["Hello there.", "Mr. Smith paid 3.50 and left,", "yes"], segments.Select(segment => segment.Text));
        Assert.All(segments, segment => Assert.All(segment.Words, word => Assert.Equal(word.Text, segment.Text.Substring(word.Source.Start, word.Source.Length))));
        Assert.Equal((0.0, 1.0), (segments[0].StartSeconds, segments[0].EndSeconds));
        Assert.Equal(1.0, segments[1].StartSeconds);
        Assert.Empty(TranscriptSentences.Cut(Language.English, "", []));
    }

    [Fact]
    public void The_language_is_the_one_spoken_longest_and_chinese_needs_no_spaces()
    {
        var transcript = new Transcript([Segment(Language.Mandarin, "你好。", 0), Segment(Language.Mandarin, "再见。", 2), Segment(Language.English, "Hello.", 4)]);
        Assert.Equal("你好。再见。 Hello.", transcript.Text);
        Assert.Equal(Language.Mandarin, transcript.Language);
        Assert.Null(new Transcript([]).Language);
        Assert.Equal("", new Transcript([]).Text);
    }

    [Fact]
    public void Captions_join_what_is_close_and_keep_pauses_apart()
    {
        var transcript = new Transcript([Segment(Language.English, "Yes.", 0), Segment(Language.English, "I know.", 0.5), Segment(Language.English, "Later.", 10)]);
        var cues = TranscriptCaptions.Of(transcript);
        Assert.Equal(["Yes. I know.", "Later."], cues.Select(cue => string.Join('|', cue.Lines)));
        Assert.Equal([0.0, 10.0], cues.Select(cue => cue.StartSeconds));
    }

    [Fact]
    public void Files_hold_text_captions_or_times()
    {
        var transcript = new Transcript([Segment(Language.Mandarin, "你好。", 0.12345), Segment(Language.Spanish, "¿Qué \"tal\"?", 3)]);
        Assert.Equal("你好。\n¿Qué \"tal\"?\n", TranscriptFile.Content(transcript, TranscriptFormat.Text));
        Assert.StartsWith("1\n00:00:00,123 --> 00:00:01,", TranscriptFile.Content(transcript, TranscriptFormat.Srt), StringComparison.Ordinal);
        Assert.StartsWith("WEBVTT\n\n00:00:00.123 --> 00:00:01.", TranscriptFile.Content(transcript, TranscriptFormat.Vtt), StringComparison.Ordinal);

        var content = TranscriptFile.Content(transcript, TranscriptFormat.Json);
        Assert.Contains("你好", content, StringComparison.Ordinal);
        var json = JsonDocument.Parse(content).RootElement;
        Assert.Equal("zh", json.GetProperty("language").GetString());
        Assert.Equal(transcript.Text, json.GetProperty("text").GetString());
        var segment = json.GetProperty("segments")[0];
        Assert.Equal(0.123, segment.GetProperty("startSeconds").GetDouble());
        Assert.Equal("你好。", segment.GetProperty("words")[0].GetProperty("text").GetString());
        Assert.Equal("{\"language\":null,\"text\":\"\",\"segments\":[]}\n", TranscriptFile.Content(new Transcript([]), TranscriptFormat.Json));
    }

    [Theory]
    [InlineData("a.SRT", TranscriptFormat.Srt)]
    [InlineData("b/c.vtt", TranscriptFormat.Vtt)]
    [InlineData("c.json", TranscriptFormat.Json)]
    [InlineData("d.txt", TranscriptFormat.Text)]
    public void The_extension_sets_the_format(string path, TranscriptFormat format) => Assert.Equal(format, TranscriptTarget.Parse(path).Format);

    [Theory]
    [InlineData("")]
    [InlineData("a.doc")]
    [InlineData("srt")]
    [InlineData("/tmp")]
    [InlineData("a.srt/")]
    public void Other_outputs_are_refused_by_name(string path) =>
        Assert.Equal("output", Assert.Throws<InvalidInputException>(() => TranscriptTarget.Parse(path)).Field);

    private static TranscriptSegment Segment(Language language, string text, double startSeconds) =>
        new(language, text, [new WordMark(text, startSeconds, startSeconds + 0.4, new TextSpan(0, text.Length))]);

    /// <summary>Words of half a second, with a pause of two after one of them.</summary>
    private static List<WordMark> Words(string text, string gapAfter)
    {
        var (words, seconds, start) = (new List<WordMark>(), 0.0, 0);
        foreach (var word in text.Split(' '))
        {
            words.Add(new WordMark(word, seconds, seconds + 0.5, new TextSpan(start, word.Length)));
            seconds += word == gapAfter ? 2.5 : 0.5;
            start += word.Length + 1;
        }

        return words;
    }
}
