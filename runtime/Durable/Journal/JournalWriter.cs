using Avatar.Core.Orchestration;
using Avatar.Runtime.Durable.Execution;
using Microsoft.Data.Sqlite;

namespace Avatar.Runtime.Durable.Journal;

/// <summary>Writes the journal, within the transaction that the engine's thread has begun.</summary>
internal sealed class JournalWriter(SqliteConnection connection) : IDisposable
{
    private readonly Statement _begin = new(connection, "BEGIN IMMEDIATE");
    private readonly Statement _commit = new(connection, "COMMIT");
    private readonly Statement _insertInstance = new(connection, """
        INSERT INTO instances (id, name, status, parent, root, created, updated) VALUES ($1, $2, $3, $4, $5, $6, $6) RETURNING number
        """);
    private readonly Statement _insertInput = new(connection, "INSERT INTO inputs (instance, json) VALUES ($1, $2)");
    private readonly Statement _updateInstance = new(connection, """
        UPDATE instances SET status = $2, updated = $3, finished = $4, report = $5, result = $6, failure = $7 WHERE number = $1
        """);
    private readonly Statement _insertStep = new(connection, """
        INSERT INTO steps (instance, sequence, kind, name, input, due) VALUES ($1, $2, $3, $4, $5, $6)
        """);
    private readonly Statement _updateStep = new(connection, """
        UPDATE steps SET attempts = $3, running = $4, interruptions = $5, due = $6 WHERE instance = $1 AND sequence = $2
        """);
    private readonly Statement _completeStep = new(connection, """
        UPDATE steps SET running = 0, completion = $3, completed = $4, result = $5, failure = $6 WHERE instance = $1 AND sequence = $2
        """);
    private readonly Statement _insertEvent = new(connection, "INSERT INTO events (instance, name, payload) VALUES ($1, $2, $3) RETURNING number");
    private readonly Statement _deleteEvent = new(connection, "DELETE FROM events WHERE number = $1");
    private readonly Statement _deleteEvents = new(connection, "DELETE FROM events WHERE instance = $1");

    public void Begin() => _begin.Execute();

    public void Commit() => _commit.Execute();

    /// <summary>Adds an orchestration; returns its number. A root has neither parent nor root.</summary>
    public long InsertInstance(string id, string name, long? parent, long? root, DateTimeOffset createdUtc, string input)
    {
        var number = (long)_insertInstance.Scalar(id, name, (int)OrchestrationStatus.Pending, parent, root, createdUtc.UtcTicks)!;
        _insertInput.Execute(number, input);
        return number;
    }

    public void UpdateInstance(
        long number, OrchestrationStatus status, DateTimeOffset updatedUtc, DateTimeOffset? finishedUtc, string? report, string? result, StepFailure? failure) =>
        _updateInstance.Execute(
            number, (int)status, updatedUtc.UtcTicks, finishedUtc?.UtcTicks, report, result, failure is null ? null : Json.Write(failure));

    public void InsertStep(long instance, int sequence, StepKind kind, string name, string input, DateTimeOffset? dueUtc) =>
        _insertStep.Execute(instance, sequence, (int)kind, name, input, dueUtc?.UtcTicks);

    /// <summary>Notes how far the tries of an activity are.</summary>
    public void UpdateStep(long instance, int sequence, int attempts, bool running, int interruptions, DateTimeOffset? dueUtc) =>
        _updateStep.Execute(instance, sequence, attempts, running ? 1 : 0, interruptions, dueUtc?.UtcTicks);

    public void CompleteStep(long instance, int sequence, int completion, DateTimeOffset completedUtc, StepOutcome outcome) =>
        _completeStep.Execute(
            instance, sequence, completion, completedUtc.UtcTicks, outcome.Result, outcome.Failure is null ? null : Json.Write(outcome.Failure));

    /// <summary>Keeps an event until it is waited for; returns its number.</summary>
    public long InsertEvent(long instance, string name, string payload) => (long)_insertEvent.Scalar(instance, name, payload)!;

    public void DeleteEvent(long number) => _deleteEvent.Execute(number);

    public void DeleteEvents(long instance) => _deleteEvents.Execute(instance);

    public void Dispose()
    {
        Statement[] all = [_begin, _commit, _insertInstance, _insertInput, _updateInstance, _insertStep, _updateStep, _completeStep, _insertEvent, _deleteEvent, _deleteEvents];
        foreach (var statement in all) statement.Dispose();
    }
}
