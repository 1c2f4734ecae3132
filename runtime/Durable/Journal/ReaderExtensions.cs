using Microsoft.Data.Sqlite;

namespace Avatar.Runtime.Durable.Journal;

/// <summary>Columns that may be null.</summary>
internal static class ReaderExtensions
{
    public static string? Text(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static long? Long(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    public static DateTimeOffset Utc(this SqliteDataReader row, int column) => new(row.GetInt64(column), TimeSpan.Zero);
}
