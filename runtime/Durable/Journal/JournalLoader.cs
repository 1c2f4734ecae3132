using Avatar.Core.Orchestration;
using Microsoft.Data.Sqlite;

namespace Avatar.Runtime.Durable.Journal;

/// <summary>Reads what has not ended, through an index that holds nothing else: the time does not grow with what has ended.</summary>
internal static class JournalLoader
{
    /// <summary>The query of the unfinished orchestrations, parents before their children.</summary>
    internal const string UnfinishedSql = """
        SELECT i.number, i.id, i.name, i.status, i.parent, i.created, i.report, n.json
        FROM instances i JOIN inputs n ON n.instance = i.number
        WHERE i.finished IS NULL ORDER BY i.number
        """;

    public static List<InstanceRow> Unfinished(SqliteConnection connection)
    {
        using var statement = new Statement(connection, UnfinishedSql);
        using var row = statement.Query();
        var rows = new List<InstanceRow>();
        while (row.Read())
            rows.Add(new(
                row.GetInt64(0), row.GetString(1), row.GetString(2), (OrchestrationStatus)row.GetInt32(3), row.Long(4),
                row.GetInt64(5), row.Text(6), row.GetString(7)));
        return rows;
    }

    /// <summary>The steps of an orchestration in the order they were asked for.</summary>
    public static List<StepRow> Steps(SqliteConnection connection, long instance)
    {
        using var statement = new Statement(connection, """
            SELECT sequence, kind, name, input, due, attempts, running, interruptions, completion, completed, result, failure
            FROM steps WHERE instance = $1 ORDER BY sequence
            """);
        using var row = statement.Query(instance);
        var rows = new List<StepRow>();
        while (row.Read())
            rows.Add(new(
                row.GetInt32(0), (StepKind)row.GetInt32(1), row.GetString(2), row.GetString(3), row.Long(4), row.GetInt32(5),
                row.GetInt32(6) != 0, row.GetInt32(7), row.Long(8), row.Long(9), row.Text(10), row.Text(11)));
        return rows;
    }

    /// <summary>The events of an orchestration that wait for it, in the order they were raised.</summary>
    public static List<EventRow> Events(SqliteConnection connection, long instance)
    {
        using var statement = new Statement(connection, "SELECT number, name, payload FROM events WHERE instance = $1 ORDER BY number");
        using var row = statement.Query(instance);
        var rows = new List<EventRow>();
        while (row.Read()) rows.Add(new(row.GetInt64(0), row.GetString(1), row.GetString(2)));
        return rows;
    }
}
