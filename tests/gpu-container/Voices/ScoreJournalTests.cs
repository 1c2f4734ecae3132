using Avatar.Engines.Voices.Cloning;

namespace Avatar.Tests.Voices;

public sealed class ScoreJournalTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("avatar-journal-");

    private string Path => System.IO.Path.Combine(_folder.FullName, "search.txt");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void What_was_heard_is_not_heard_again()
    {
        using (var journal = new ScoreJournal(Path, "a")) journal.Next(() => [0.25, 1 / 3.0]);
        using var resumed = new ScoreJournal(Path, "a");
        Assert.Equal([0.25, 1 / 3.0], resumed.Next(() => throw new InvalidOperationException()));
        Assert.Equal([0.5], resumed.Next(() => [0.5]));
    }

    [Fact]
    public void A_line_that_a_crash_cut_off_is_heard_again()
    {
        using (var journal = new ScoreJournal(Path, "a")) journal.Next(() => [0.25]);
        File.AppendAllText(Path, "0.5 0.1");
        using var resumed = new ScoreJournal(Path, "a");
        Assert.Equal([0.25], resumed.Next(() => []));
        Assert.Equal([0.75], resumed.Next(() => [0.75]));
    }

    [Fact]
    public void Another_search_starts_anew()
    {
        using (var journal = new ScoreJournal(Path, "a")) journal.Next(() => [0.25]);
        using var other = new ScoreJournal(Path, "b");
        Assert.Equal([0.5], other.Next(() => [0.5]));
    }
}
