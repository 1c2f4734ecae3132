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

    private readonly BlockingCollection<ITurnWork> _queue = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly DurableEngineOptions _options;
    private Kernel _kernel = null!;
    private volatile Exception? _fault;

    /// <summary>Why the loop has stopped for good, or null.</summary>
    public Exception? Fault => _fault;

    public TurnLoop(DurableEngineOptions options) => _options = options;

    /// <summary>Ends when no more work is taken.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Begins to work; the connection belongs to the loop from here on.</summary>
    public void Start(SqliteConnection connection, Kernel owned)
    {
        _kernel = owned;
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
            _queue.Add(work);
        }
        catch (InvalidOperationException)
        {
            work.Fail(_fault ?? Closed());
        }

        return work.Task;
    }

    /// <summary>Takes no more work; what was added before is still done.</summary>
    public void Complete() => _queue.CompleteAdding();

    private static ObjectDisposedException Closed() => new(nameof(DurableEngine), "The engine is closed.");

    private void Run(SqliteConnection connection)
    {
        var turn = new List<ITurnWork>();
        try
        {
            foreach (var work in _queue.GetConsumingEnumerable()) TakeTurn(work, turn);
        }
#pragma warning disable CA1031 // Whatever goes wrong in a turn, the state in memory is no longer that of the journal.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.Faulted(_options.Logger, e);
            _fault = new RenderFailedException($"The journal in {_options.Folder} can't be written ({e.Message}): free the disk, then start again.", e);
            _queue.CompleteAdding();
        }

        var last = Task.WhenAll(_kernel.Stop());
        foreach (var work in turn.Concat(_queue)) work.Fail(_fault ?? Closed());
        _kernel.CloseWatchers(_fault);
        _kernel.Dispose();
        connection.Dispose();
        last.ContinueWith(_ => _ended.SetResult(), TaskScheduler.Default);
    }

    private void TakeTurn(ITurnWork first, List<ITurnWork> turn)
    {
        turn.Add(first);
        _kernel.BeginTurn();
        first.Run();
        _kernel.RunRunnable();
        while (turn.Count < MaxWorkPerTurn && _queue.TryTake(out var next))
        {
            turn.Add(next);
            next.Run();
            _kernel.RunRunnable();
        }

        _kernel.EndTurn();
        _options.CommitHook?.Invoke(CommitPhase.Before);
        _kernel.Journal.Commit();
        _options.CommitHook?.Invoke(CommitPhase.After);
        _kernel.Release();
        foreach (var work in turn) work.Done();
        turn.Clear();
    }
}
