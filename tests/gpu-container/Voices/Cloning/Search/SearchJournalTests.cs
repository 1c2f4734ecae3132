using Avatar.Core.Languages;
using Avatar.Engines.Voices;
using Avatar.Engines.Voices.Cloning.Search;

namespace Avatar.Tests.Voices.Cloning.Search;

public sealed class SearchJournalTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("avatar-journal-");

    private string Path => System.IO.Path.Combine(_folder.FullName, "search.bin");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void What_was_heard_is_known_when_it_is_opened_again()
    {
        Write("a", 2);
        using var journal = new SearchJournal(Path, "a");
        for (var generation = 0; generation < 2; generation++)
        {
            var known = journal.Next();
            Assert.NotNull(known);
            Assert.Equal(3, known.Length);
            Assert.Equal((Language.Spanish, 7, generation), (known[1].Language, known[1].Sentence, known[1].Synthesis));
            Assert.Equal(Heard(generation)[1].Point.Values.ToArray(), known[1].Point.Values.ToArray());
            Assert.Equal(Heard(generation)[1].Embedding, known[1].Embedding);
            Assert.Equal([0.5f, null, 0.5f], known.Select(heard => heard.Harm));
        }

        Assert.Null(journal.Next());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(4000)]
    public void A_generation_that_a_crash_cut_off_is_heard_again(int lostBytes)
    {
        Write("a", 2);
        using (var file = File.OpenWrite(Path)) file.SetLength(file.Length - lostBytes);
        using (var resumed = new SearchJournal(Path, "a"))
        {
            Assert.NotNull(resumed.Next());
            Assert.Null(resumed.Next());
            resumed.Write(Heard(1));
        }

        using var again = new SearchJournal(Path, "a");
        Assert.NotNull(again.Next());
        Assert.Equal(Heard(1)[0].Embedding, again.Next()![0].Embedding);
    }

    [Fact]
    public void Another_search_starts_anew()
    {
        Write("a", 2);
        using var other = new SearchJournal(Path, "b");
        Assert.Null(other.Next());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(900)]
    public void What_is_no_journal_is_dropped(int length)
    {
        var bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        File.WriteAllBytes(Path, bytes);
        using (var journal = new SearchJournal(Path, "a"))
        {
            Assert.Null(journal.Next());
            journal.Write(Heard(0));
        }

        using var again = new SearchJournal(Path, "a");
        Assert.NotNull(again.Next());
    }

    private void Write(string search, int generations)
    {
        using var journal = new SearchJournal(Path, search);
        for (var generation = 0; generation < generations; generation++) journal.Write(Heard(generation));
    }

    private static Observation[] Heard(int generation)
    {
        var random = new Random(generation);
        return
        [
            .. Enumerable.Range(0, 3).Select(place => new Observation(
                MadeUpSpeaker.Start.Near(random, 1, 1), Language.Spanish, 7, generation,
                [.. Enumerable.Range(0, SpeakerEncoder.EmbeddingLength).Select(_ => random.NextSingle())], place == 1 ? null : 0.5f)),
        ];
    }
}
