using Microsoft.Data.Sqlite;

namespace Avatar.Runtime.Durable.Journal;

/// <summary>Forgets roots that ended long ago, with their descendants.</summary>
internal static class JournalPurge
{
    internal const string RootsSql = "SELECT number, id FROM instances WHERE root IS NULL AND finished < $1 ORDER BY finished LIMIT $2";

    private const string Tree = "(SELECT number FROM instances WHERE root = $1 UNION ALL SELECT $1)";

    /// <summary>Forgets some roots within the transaction begun; returns their ids.</summary>
    public static List<string> Run(SqliteConnection connection, DateTimeOffset endedBeforeUtc, int limit)
    {
        var roots = new List<(long Number, string Id)>();
        using (var select = new Statement(connection, RootsSql))
        using (var row = select.Query(endedBeforeUtc.UtcTicks, limit))
            while (row.Read()) roots.Add((row.GetInt64(0), row.GetString(1)));

        string[] deletions =
        [
            $"DELETE FROM steps WHERE instance IN {Tree}",
            $"DELETE FROM inputs WHERE instance IN {Tree}",
            "DELETE FROM instances WHERE root = $1",
            "DELETE FROM instances WHERE number = $1",
        ];
        foreach (var sql in deletions)
        {
            using var delete = new Statement(connection, sql);
            foreach (var (number, _) in roots) delete.Execute(number);
        }

        return roots.ConvertAll(root => root.Id);
    }
}
