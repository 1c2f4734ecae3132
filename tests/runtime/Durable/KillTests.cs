using System.Diagnostics;
using System.Text.Json;

namespace Avatar.Runtime.Tests.Durable;

public class KillTests
{
    private const int Jobs = 40;
    private const int Kills = 20;
    private const int StepsOfJob = 14;

    /// <summary>A real process, killed again and again: every job is done once, and nothing that was journalled is done again.</summary>
    [Fact]
    public async Task EveryJobEndsOnceThoughTheProcessIsKilledAgainAndAgain()
    {
        await using var durable = new DurableFixture();
        var log = Path.Combine(durable.Folder, "runs.log");
        await File.WriteAllTextAsync(log, string.Empty);
        var random = new Random(7);
        var journalledInLife = new Dictionary<string, int>();
        var (kills, life) = (0, 0);
        for (var ended = false; !ended; life++)
        {
            using var host = Start(durable.Folder, life);
            var runs = kills < Kills ? Lines(log) + random.Next(1, 40) : int.MaxValue;
            while (Lines(log) < runs && !host.HasExited) await Task.Delay(random.Next(1, 6));
            if (!host.HasExited && kills < Kills)
            {
                host.Kill();
                kills++;
            }

            await host.WaitForExitAsync();
            ended = host.ExitCode == 0;
            foreach (var key in durable.Query("SELECT input FROM steps WHERE kind = 0 AND completion IS NOT NULL", row => Key(row.GetString(0))))
                journalledInLife.TryAdd(key, life);
        }

        Assert.Equal(Kills, kills);
        Assert.Equal(Jobs * StepsOfJob, journalledInLife.Count);
        var repeated = File.ReadLines(log).Select(line => line.Split(' ')).Where(run => int.Parse(run[0]) > journalledInLife[run[1]]);
        Assert.Empty(repeated);
        var results = durable.Query("SELECT id, status, result FROM instances WHERE parent IS NULL", row => (row.GetString(0), row.GetInt32(1), row.GetString(2)));
        Assert.Equal(
            Enumerable.Range(0, Jobs).Select(number => ($"job{number}", 2, $"{8 * number + 15 + 6}")), results.OrderBy(result => int.Parse(result.Item1[3..])));
        Assert.Equal([0], durable.Query("SELECT count(*) FROM instances WHERE finished IS NULL", row => row.GetInt32(0)));
    }

    private static Process Start(string folder, int life)
    {
        var start = new ProcessStartInfo("dotnet");
        foreach (var argument in new[] { Path.Combine(AppContext.BaseDirectory, "durable-host.dll"), folder, $"{life}", $"{Jobs}" })
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    private static string Key(string input) => JsonDocument.Parse(input).RootElement.GetProperty("key").GetString()!;

    private static int Lines(string log) => File.ReadAllText(log).Count(letter => letter == '\n');
}
