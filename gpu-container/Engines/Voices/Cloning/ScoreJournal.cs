using System.Globalization;

namespace Avatar.Engines.Voices.Cloning;

/// <summary>
/// The scores that a search has heard, those of a generation on one line, so that an interrupted search goes on: it is deterministic, and when it is run again its first
/// questions are answered from here.
/// </summary>
internal sealed class ScoreJournal : IDisposable
{
    private const char EndMark = ';';

    private readonly Queue<double[]> _known = [];
    private readonly StreamWriter _file;

    /// <summary>Opens a journal.</summary>
    /// <param name="path">The file; it need not exist.</param>
    /// <param name="search">Names the search; what another one has written is dropped.</param>
    public ScoreJournal(string path, string search)
    {
        var lines = File.Exists(path) ? File.ReadAllLines(path) : [];
        if (lines is [var first, .. var scores] && first == search)
        {
            // A crash may have cut off the last line, which lacks its end mark then.
            foreach (var line in scores.TakeWhile(line => line.EndsWith(EndMark)))
                _known.Enqueue([.. line[..^1].Split(' ').Select(score => double.Parse(score, CultureInfo.InvariantCulture))]);
        }

        _file = new StreamWriter(path) { AutoFlush = true };
        _file.WriteLine(search);
        foreach (var score in _known) Write(score);
    }

    /// <summary>The scores of the next points: known ones, or those that <paramref name="listen"/> gives.</summary>
    public double[] Next(Func<double[]> listen)
    {
        if (_known.TryDequeue(out var known)) return known;
        var heard = listen();
        Write(heard);
        return heard;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private void Write(double[] scores) =>
        _file.WriteLine(string.Join(' ', scores.Select(score => score.ToString("R", CultureInfo.InvariantCulture))) + EndMark);
}
