using Avatar.Core.Languages;
using Avatar.Engines.Recognition;
using Avatar.Engines.Voices;

namespace Avatar.Tests.Recognition;

public class WindowJoinerTests
{
    [Fact]
    public async Task Phrases_that_follow_each_other_are_joined_up_to_28_seconds()
    {
        var windows = await JoinAsync(Language.English, Phrase(0, 10), Phrase(10, 10), Phrase(20, 7.5), Phrase(27.5, 10), Phrase(60, 1));
        Assert.Equal([(0.0, 27.5), (27.5, 10), (60, 1)], windows.Select(window => (Math.Round(window.StartSeconds, 1), Math.Round(window.Samples.Length / 16000.0, 1))));
        Assert.All(windows, window => Assert.Equal(window.Samples.Length, window.IsSpoken.Length * VoiceActivity.ChunkSamples));
    }

    [Fact]
    public async Task A_window_has_one_language()
    {
        var languages = new Queue<Language>([Language.English, Language.English, Language.Spanish, Language.English]);
        var windows = new List<SpeechWindow>();
        Phrase[] phrases = [Phrase(0, 2), Phrase(2, 2), Phrase(4, 2), Phrase(6, 2)];
        await foreach (var window in WindowJoiner.JoinAsync(
            phrases.ToAsyncEnumerable(), run => [.. run.Select(_ => languages.Dequeue())], TestContext.Current.CancellationToken)) windows.Add(window);
        Assert.Equal([Language.English, Language.Spanish, Language.English], windows.Select(window => window.Language));
        Assert.Equal([0, 4, 6], windows.Select(window => Math.Round(window.StartSeconds)));
        Assert.Empty(languages);
    }

    [Fact]
    public async Task A_window_begins_shortly_before_its_speech_and_halves_at_a_pause()
    {
        var late = Phrase(0, 6);
        late.IsSpoken.AsSpan(0, 50).Clear();
        var window = Assert.Single(await JoinAsync(Language.English, late, Phrase(6, 1), Phrase(7, 1)));
        Assert.InRange(window.StartSeconds, 1.1, 1.3);
        var halves = window.Halves();
        Assert.Equal([window.StartSeconds, 6], halves.Select(half => Math.Round(half.StartSeconds, 4)).Zip([4, 0], (seconds, digits) => Math.Round(seconds, digits)));
        Assert.Equal(window.Samples.Length, halves.Sum(half => half.Samples.Length));
        Assert.Empty(halves[0].Halves());
    }

    private static async Task<List<SpeechWindow>> JoinAsync(Language language, params Phrase[] phrases)
    {
        var windows = new List<SpeechWindow>();
        await foreach (var window in WindowJoiner.JoinAsync(
            phrases.ToAsyncEnumerable(), run => [.. Enumerable.Repeat(language, run.Count)], TestContext.Current.CancellationToken)) windows.Add(window);
        return windows;
    }

    private static Phrase Phrase(double startSeconds, double seconds)
    {
        var (first, end) = ((long)Math.Round(startSeconds / VoiceActivity.ChunkSeconds), (long)Math.Round((startSeconds + seconds) / VoiceActivity.ChunkSeconds));
        return new Phrase(first, new float[(end - first) * VoiceActivity.ChunkSamples], [.. Enumerable.Repeat(true, (int)(end - first))]);
    }
}
