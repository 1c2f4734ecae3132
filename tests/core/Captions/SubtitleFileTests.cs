using Avatar.Core.Captions;

namespace Avatar.Core.Tests.Captions;

public class SubtitleFileTests
{
    private static readonly CaptionCue[] Cues =
    [
        new(0, 1.2345, ["¿Qué tal?", "A <b>&</b> c"]),
        new(3599.9996, 3661.05, ["a --> b", "你好"]),
    ];

    [Fact]
    public void Srt() => Assert.Equal(
        "1\n00:00:00,000 --> 00:00:01,234\n¿Qué tal?\nA <b>&</b> c\n\n2\n01:00:00,000 --> 01:01:01,050\na → b\n你好\n\n",
        SubtitleFile.ToSrt(Cues));

    [Fact]
    public void Vtt() => Assert.Equal(
        "WEBVTT\n\n00:00:00.000 --> 00:00:01.234\n¿Qué tal?\nA &lt;b&gt;&amp;&lt;/b&gt; c\n\n01:00:00.000 --> 01:01:01.050\na --&gt; b\n你好\n\n",
        SubtitleFile.ToVtt(Cues));
}
