using Avatar.Tests;

namespace Avatar.Engines.Tests.Speech.Phonemes;

/// <summary>The reference files.</summary>
internal static class Golden
{
    /// <summary>A file's rows without its heading.</summary>
    public static List<string[]> Rows(string name) => [.. File.ReadLines(Repository.Shared("g2p", name)).Skip(1).Select(line => line.Split('\t'))];

    /// <summary>Checks that enough rows come out exactly; the message lists the others.</summary>
    public static void AssertShare(double share, IReadOnlyList<(string Text, string Expected, string Actual)> rows)
    {
        var wrong = rows.Where(row => row.Expected != row.Actual).Select(row => $"{row.Text}\n  {row.Expected}\n  {row.Actual}").ToList();
        TestContext.Current.TestOutputHelper?.WriteLine($"{rows.Count - wrong.Count} of {rows.Count} exact\n{string.Join('\n', wrong)}");
        Assert.True(rows.Count - wrong.Count >= share * rows.Count, $"{wrong.Count} of {rows.Count} differ:\n{string.Join('\n', wrong)}");
    }
}
