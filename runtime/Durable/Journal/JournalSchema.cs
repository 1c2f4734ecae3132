using Avatar.Core.Errors;
using Microsoft.Data.Sqlite;

namespace Avatar.Runtime.Durable.Journal;

/// <summary>
/// The tables of the journal. Times are UTC ticks of 100 ns, so that a replay sees the very same times; statuses and kinds are the
/// enumerations' numbers.
/// </summary>
internal static class JournalSchema
{
    private const long Version = 1;

    // Inputs have a table of their own: they can be long, and a row is written whole with each report.
    private const string Tables = """
        CREATE TABLE instances (
          number INTEGER PRIMARY KEY AUTOINCREMENT,
          id TEXT NOT NULL UNIQUE,
          name TEXT NOT NULL,
          status INTEGER NOT NULL,
          parent INTEGER,
          root INTEGER,
          created INTEGER NOT NULL,
          updated INTEGER NOT NULL,
          finished INTEGER,
          report TEXT,
          result TEXT,
          failure TEXT
        );
        CREATE INDEX instances_by_name ON instances (name, number);
        CREATE INDEX instances_by_name_and_status ON instances (name, status, number);
        CREATE INDEX instances_unfinished ON instances (number) WHERE finished IS NULL;
        CREATE INDEX instances_finished_roots ON instances (finished) WHERE root IS NULL;
        CREATE INDEX instances_by_root ON instances (root) WHERE root IS NOT NULL;

        CREATE TABLE inputs (instance INTEGER PRIMARY KEY, json TEXT NOT NULL);

        CREATE TABLE steps (
          instance INTEGER NOT NULL,
          sequence INTEGER NOT NULL,
          kind INTEGER NOT NULL,
          name TEXT NOT NULL,
          input TEXT NOT NULL,
          due INTEGER,
          attempts INTEGER NOT NULL DEFAULT 0,
          running INTEGER NOT NULL DEFAULT 0,
          interruptions INTEGER NOT NULL DEFAULT 0,
          completion INTEGER,
          completed INTEGER,
          result TEXT,
          failure TEXT,
          PRIMARY KEY (instance, sequence)
        ) WITHOUT ROWID;

        CREATE TABLE events (
          number INTEGER PRIMARY KEY AUTOINCREMENT,
          instance INTEGER NOT NULL,
          name TEXT NOT NULL,
          payload TEXT NOT NULL
        );
        CREATE INDEX events_by_instance ON events (instance, number);

        PRAGMA user_version = 1;
        """;

    /// <summary>Creates the tables of a new journal.</summary>
    /// <exception cref="InvalidInputException">A newer version wrote it.</exception>
    public static void Prepare(SqliteConnection connection)
    {
        using var read = new Statement(connection, "PRAGMA user_version");
        var version = (long)read.Scalar()!;
        if (version == Version) return;
        if (version != 0)
            throw new InvalidInputException("data", $"The journal {connection.DataSource} has format {version}, and this program knows {Version}: use the newer program, or another data folder.");
        using var create = connection.CreateCommand();
        create.CommandText = $"BEGIN IMMEDIATE; {Tables} COMMIT;";
        create.ExecuteNonQuery();
    }
}
