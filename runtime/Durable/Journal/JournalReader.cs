using System.Globalization;
using Avatar.Core.Errors;
using Avatar.Core.Orchestration;
using Microsoft.Data.Sqlite;

namespace Avatar.Runtime.Durable.Journal;

/// <summary>Answers questions from the last commit, on connections of its own and any thread.</summary>
internal sealed class JournalReader(JournalFile file)
{
    private const string Columns = """
        SELECT i.number, i.id, i.name, i.status, p.id, i.created, i.updated, i.finished, n.json, i.report, i.result, i.failure
        FROM instances i JOIN inputs n ON n.instance = i.number LEFT JOIN instances p ON p.number = i.parent
        """;

    internal const string FindSql = $"{Columns} WHERE i.id = $1";
    internal const string ListSql = $"{Columns} WHERE i.name = $1 AND i.number < $2 ORDER BY i.number DESC LIMIT $3";
    internal const string ListByStatusSql = $"{Columns} WHERE i.name = $1 AND i.number < $2 AND i.status = $4 ORDER BY i.number DESC LIMIT $3";

    public OrchestrationState? Find(string id)
    {
        using var connection = file.OpenReader();
        return Find(connection, id);
    }

    /// <summary>Finds an orchestration as a connection sees it.</summary>
    public static OrchestrationState? Find(SqliteConnection connection, string id)
    {
        using var statement = new Statement(connection, FindSql);
        using var row = statement.Query(id);
        return row.Read() ? State(row) : null;
    }

    /// <summary>Reads a page.</summary>
    /// <exception cref="InvalidInputException">The limit or the continuation can't be used.</exception>
    public OrchestrationPage List(OrchestrationQuery query)
    {
        if (query.Limit is < 1 or > 1000)
            throw new InvalidInputException("limit", $"The limit {query.Limit} is out of range: ask for 1 to 1000.");
        var before = long.MaxValue;
        if (query.After is not null && !long.TryParse(query.After, NumberStyles.None, CultureInfo.InvariantCulture, out before))
            throw new InvalidInputException("after", "The continuation is not one that was given out: leave it away to get the first page.");

        using var connection = file.OpenReader();
        using var statement = new Statement(connection, query.Status is null ? ListSql : ListByStatusSql);
        using var row = query.Status is { } status
            ? statement.Query(query.Name, before, query.Limit + 1, (int)status)
            : statement.Query(query.Name, before, query.Limit + 1);
        var items = new List<OrchestrationState>();
        var last = 0L;
        while (row.Read())
        {
            if (items.Count == query.Limit) return new(items, last.ToString(CultureInfo.InvariantCulture));
            items.Add(State(row));
            last = row.GetInt64(0);
        }

        return new(items, null);
    }

    private static OrchestrationState State(SqliteDataReader row) => new(
        row.GetString(1),
        row.GetString(2),
        (OrchestrationStatus)row.GetInt32(3),
        row.Text(4),
        row.Utc(5),
        row.Utc(6),
        row.IsDBNull(7) ? null : row.Utc(7),
        Json.Element(row.GetString(8)),
        row.Text(9) is { } report ? Json.Element(report) : null,
        row.Text(10) is { } result ? Json.Element(result) : null,
        row.Text(11) is { } failure ? Json.Read<StepFailure>(failure) : null);
}
