using Avatar.Core.Languages;
using Avatar.Engines.Voices.Cloning.Search;

namespace Avatar.Tests.Voices.Cloning.Search;

public sealed class VoiceSearchTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("avatar-search-");

    private static SearchDepth Six { get; } = new(6, 6, false, 1);

    private string Path => System.IO.Path.Combine(_folder.FullName, "search.bin");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void It_comes_closer_to_the_speaker_in_every_language()
    {
        var world = new MadeUpSpeaker();
        var found = Run(world, new SearchDepth(12, 6, true, 1), CancellationToken.None);
        foreach (var (language, point) in found)
        {
            var (before, after) = (world.Similarity(MadeUpSpeaker.Start, language), world.Similarity(point, language));
            Assert.True(1 - after < 0.35 * (1 - before), $"{language}: {before:0.000} to {after:0.000}");
        }
    }

    [Fact]
    public void It_keeps_away_from_what_does_harm()
    {
        var free = Run(new MadeUpSpeaker(), new SearchDepth(12, 6, true, 1), CancellationToken.None);
        File.Delete(Path);
        foreach (var (language, point) in Run(new MadeUpSpeaker { HarmOfFirst = 1 }, new SearchDepth(12, 6, true, 1), CancellationToken.None))
            Assert.True(point.Values[0] < free[language].Values[0] - 0.2, $"{language}: {free[language].Values[0]:0.00} to {point.Values[0]:0.00}");
    }

    [Fact]
    public void Interrupted_it_goes_on_where_it_was_and_finds_the_same()
    {
        var whole = Run(new MadeUpSpeaker(), Six, CancellationToken.None);
        File.Delete(Path);

        using var interruption = new CancellationTokenSource();
        var interrupted = new MadeUpSpeaker();
        Assert.ThrowsAny<OperationCanceledException>(() => Run(interrupted, Six, interruption.Token, share => { if (share > 0.6) interruption.Cancel(); }));

        var resumed = new MadeUpSpeaker();
        var found = Run(resumed, Six, CancellationToken.None);
        Assert.Equal(2 * interrupted.Heard, 4 * resumed.Heard);
        foreach (var (language, point) in whole) Assert.Equal(point.Values.ToArray(), found[language].Values.ToArray());
    }

    private IReadOnlyDictionary<Language, VoicePoint> Run(MadeUpSpeaker world, SearchDepth depth, CancellationToken stop, Action<double>? done = null)
    {
        using var journal = new SearchJournal(Path, "made up");
        return new VoiceSearch(MadeUpSpeaker.Map, world.Embedding, journal, world.Listen)
            .Run(MadeUpSpeaker.Start, MadeUpSpeaker.Natives, MadeUpSpeaker.Sentences, depth, (share, _) => done?.Invoke(share), stop);
    }
}
