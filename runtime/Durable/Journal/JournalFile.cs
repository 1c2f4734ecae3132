using Avatar.Core.Errors;
using Microsoft.Data.Sqlite;

namespace Avatar.Runtime.Durable.Journal;

/// <summary>The journal's folder: held by this process alone, by a lock that the system drops when the process dies.</summary>
internal sealed class JournalFile : IDisposable
{
    // The system's numbers for "locked by another": EAGAIN, and ERROR_SHARING_VIOLATION on Windows.
    private const int WouldBlock = 11;
    private const int WouldBlockOnMac = 35;
    private const int SharingViolation = unchecked((int)0x80070020);

    private readonly FileStream _held;

    /// <summary>Takes the folder.</summary>
    /// <exception cref="InvalidInputException">Another process holds it, or it can't be written.</exception>
    public JournalFile(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException("data", $"The data folder {folder} can't be written ({e.Message}): choose another one.", e);
        }

        Path = System.IO.Path.Combine(folder, "journal.db");
        var file = System.IO.Path.Combine(folder, "journal.lock");
        try
        {
            _held = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e.HResult is WouldBlock or WouldBlockOnMac or SharingViolation)
        {
            throw new InvalidInputException("data", $"The data folder {folder} is in use by another process: stop it, or choose another folder.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException("data", $"The data folder {folder} can't be written ({e.Message}): choose another one.", e);
        }
    }

    /// <summary>The database.</summary>
    public string Path { get; }

    /// <summary>
    /// Opens the one connection that writes. <c>synchronous=FULL</c>: each commit reaches the disk, so that a job once accepted outlives
    /// a power cut too; commits are shared by all that waits, so a slow disk costs little.
    /// </summary>
    public SqliteConnection OpenWriter()
    {
        var connection = Open(SqliteOpenMode.ReadWriteCreate, pooling: false);
        try
        {
            using var pragmas = connection.CreateCommand();
            pragmas.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY;";
            pragmas.ExecuteNonQuery();
            JournalSchema.Prepare(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens a connection that reads: it sees the last commit and waits for no writer.</summary>
    public SqliteConnection OpenReader() => Open(SqliteOpenMode.ReadOnly, pooling: true);

    public void Dispose()
    {
        using (var pool = new SqliteConnection(ConnectionString(SqliteOpenMode.ReadOnly, pooling: true))) SqliteConnection.ClearPool(pool);
        _held.Dispose();
    }

    private SqliteConnection Open(SqliteOpenMode mode, bool pooling)
    {
        var connection = new SqliteConnection(ConnectionString(mode, pooling));
        try
        {
            connection.Open();
            return connection;
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw new InvalidInputException("data", $"The journal {Path} can't be opened ({e.Message}): choose another data folder.", e);
        }
    }

    private string ConnectionString(SqliteOpenMode mode, bool pooling) =>
        new SqliteConnectionStringBuilder { DataSource = Path, Mode = mode, Pooling = pooling }.ToString();
}
