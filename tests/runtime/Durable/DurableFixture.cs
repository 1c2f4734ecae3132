using Avatar.Core.Orchestration;
using Avatar.Runtime.Durable;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace Avatar.Runtime.Tests.Durable;

/// <summary>A folder with an engine in it that can be closed and opened again.</summary>
internal sealed class DurableFixture(TimeProvider? time = null) : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();

    public DurableRegistry Registry { get; set; } = new();

    public DurableEngine Engine { get; private set; } = null!;

    public DurableEngineOptions Options { get; set; } = new() { Folder = string.Empty, ComputePlaces = 2, InputOutputPlaces = 4 };

    public string Folder => _folder.Path;

    public string Journal => Path.Combine(_folder.Path, "journal.db");

    public static CancellationToken None => CancellationToken.None;

    /// <summary>An activity made of a function.</summary>
    public static ActivityDefinition<TInput, TResult> Activity<TInput, TResult>(
        DurableRegistry registry, string name, Func<TInput, CancellationToken, Task<TResult>> run, ActivityOptions? options = null)
    {
        var definition = new ActivityDefinition<TInput, TResult>(name, options ?? Run());
        registry.Add(definition, new Function<TInput, TResult>(run));
        return definition;
    }

    public static ActivityOptions Run(int attempts = 1, double timeoutSeconds = 3600, ActivityLoad load = ActivityLoad.Compute, double firstDelaySeconds = 1) =>
        new(new(attempts, TimeSpan.FromSeconds(firstDelaySeconds), 2, TimeSpan.FromMinutes(5)), TimeSpan.FromSeconds(timeoutSeconds), load);

    public ActivityDefinition<TInput, TResult> Activity<TInput, TResult>(
        string name, Func<TInput, CancellationToken, Task<TResult>> run, ActivityOptions? options = null) => Activity(Registry, name, run, options);

    public OrchestrationDefinition<TInput, TResult> Orchestration<TInput, TResult>(string name, Func<IOrchestrationContext, TInput, Task<TResult>> run)
    {
        var definition = new OrchestrationDefinition<TInput, TResult>(name, run);
        Registry.Add(definition);
        return definition;
    }

    public async Task OpenAsync() =>
        Engine = await DurableEngine.OpenAsync(Options with { Folder = _folder.Path }, Registry, time ?? TimeProvider.System, None);

    public async Task ReopenAsync()
    {
        await Engine.DisposeAsync();
        await OpenAsync();
    }

    /// <summary>Waits until an orchestration has ended.</summary>
    public async Task<OrchestrationState> EndOfAsync(string id)
    {
        await foreach (var state in Engine.WatchAsync(id, None).WithCancellation(TestContext.Current.CancellationToken))
            if (state.HasEnded)
                return state;
        throw new InvalidOperationException($"{id} did not end.");
    }

    /// <summary>Waits until an orchestration has ended, while a test's clock runs.</summary>
    public async Task<OrchestrationState> EndOfAsync(string id, FakeTimeProvider clock, TimeSpan? tick = null)
    {
        var end = EndOfAsync(id);
        while (!end.IsCompleted)
        {
            clock.Advance(tick ?? TimeSpan.FromSeconds(0.5));
            await Task.Delay(1);
        }

        return await end;
    }

    /// <summary>Changes the journal of a closed engine.</summary>
    public void Execute(string sql) => Query(sql, _ => 0);

    /// <summary>Reads the journal beside the engine.</summary>
    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> read)
    {
        using var connection = new SqliteConnection($"Data Source={Journal};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of the tests.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var row = command.ExecuteReader();
        var rows = new List<T>();
        while (row.Read()) rows.Add(read(row));
        return rows;
    }

    public async Task CloseAsync()
    {
        if (Engine is not null) await Engine.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _folder.Dispose();
    }

    private sealed class Function<TInput, TResult>(Func<TInput, CancellationToken, Task<TResult>> run) : IActivity<TInput, TResult>
    {
        public Task<TResult> RunAsync(TInput input, CancellationToken cancellationToken) => run(input, cancellationToken);
    }
}
