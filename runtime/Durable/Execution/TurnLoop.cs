using System.Collections.Concurrent;
using Avatar.Core.Errors;
using Microsoft.Data.Sqlite;

namespace Avatar.Runtime.Durable.Execution;

/// <summary>
/// The engine's thread. It takes all the work that waits, does it in one transaction, commits, and only then lets the world see it: so the
/// more there is to do, the more work shares one write to disk. When the journal can't be written it stops for good; nothing that was
/// not committed has been seen.
/// </summary>
internal sealed class TurnLoop
{
    private const int MaxWorkPerTurn = 256;

    private readonly BlockingCollection<ITurnWork> queue = [];
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly DurableEngineOptions options;
    private Kernel kernel = null!;
    private volatile Exception? fault;

    /// <summary>Why the loop has stopped for good, or null.</summary>
    public Exception? Fault => fault;

    public TurnLoop(DurableEngineOptions options) => this.options = options;

    /// <summary>Ends when no more work is taken.</summary>
    public Task Ended => ended.Task;

    /// <summary>Begins to work; the connection belongs to the loop from here on.</summary>
    public void Start(SqliteConnection connection, Kernel owned)
    {
        kernel = owned;
        new Thread(() => Run(connection)) { IsBackground = true, Name = "durable" }.Start();
    }

    /// <summary>Adds work from any thread; it is lost when the loop has ended.</summary>
    public void Post(Action action) => _ = InvokeAsync(() =>
    {
        action();
        return true;
    });

    /// <summary>Does work in a turn; the result comes after its commit.</summary>
    /// <exception cref="RenderFailedException">The journal can't be written.</exception>
    /// <exception cref="ObjectDisposedException">The engine is closed.</exception>
    public Task<T> InvokeAsync<T>(Func<T> action)
    {
        var work = new TurnWork<T>(action);
        try
        {
            queue.Add(work);
        }
        catch (InvalidOperationException)
        {
            work.Fail(fault ?? Closed());
        }

        return work.Task;
    }

    /// <summary>Takes no more work; what was added before is still done.</summary>
    public void Complete() => queue.CompleteAdding();

    private static ObjectDisposedException Closed() => new(nameof(DurableEngine), "The engine is closed.");

    private void Run(SqliteConnection connection)
    {
        var turn = new List<ITurnWork>();
        try
        {
            foreach (var work in queue.GetConsumingEnumerable()) TakeTurn(work, turn);
        }
#pragma warning disable CA1031 // Whatever goes wrong in a turn, the state in memory is no longer that of the journal.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.Faulted(options.Logger, e);
            fault = new RenderFailedException($"The journal in {options.Folder} can't be written ({e.Message}): free the disk, then start again.", e);
            queue.CompleteAdding();
        }

        var last = Task.WhenAll(kernel.Stop());
        foreach (var work in turn.Concat(queue)) work.Fail(fault ?? Closed());
        kernel.CloseWatchers(fault);
        kernel.Dispose();
        connection.Dispose();
        last.ContinueWith(_ => ended.SetResult(), TaskScheduler.Default);
    }

    private void TakeTurn(ITurnWork first, List<ITurnWork> turn)
    {
        turn.Add(first);
        kernel.BeginTurn();
        first.Run();
        kernel.RunRunnable();
        while (turn.Count < MaxWorkPerTurn && queue.TryTake(out var next))
        {
            turn.Add(next);
            next.Run();
            kernel.RunRunnable();
        }

        kernel.EndTurn();
        options.CommitHook?.Invoke(CommitPhase.Before);
        kernel.Journal.Commit();
        options.CommitHook?.Invoke(CommitPhase.After);
        kernel.Release();
        foreach (var work in turn) work.Done();
        turn.Clear();
    }
}
