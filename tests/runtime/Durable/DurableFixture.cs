using Avatar.Core.Orchestration;
using Avatar.Runtime.Durable;
using Avatar.Runtime.Tests.CommandLine;

namespace Avatar.Runtime.Tests.Durable;

/// <summary>A folder with an engine in it that can be closed and opened again.</summary>
internal sealed class DurableFixture(TimeProvider? time = null) : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();

    public DurableRegistry Registry { get; set; } = new();

    public DurableEngine Engine { get; private set; } = null!;

    public DurableEngineOptions Options { get; set; } = new() { Folder = string.Empty, ComputePlaces = 2, InputOutputPlaces = 4 };

    public string Folder => folder.Path;

    public string Journal => Path.Combine(folder.Path, "journal.db");

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
        Engine = await DurableEngine.OpenAsync(Options with { Folder = folder.Path }, Registry, time ?? TimeProvider.System, None);

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

    public async ValueTask DisposeAsync()
    {
        if (Engine is not null) await Engine.DisposeAsync();
        folder.Dispose();
    }

    private sealed class Function<TInput, TResult>(Func<TInput, CancellationToken, Task<TResult>> run) : IActivity<TInput, TResult>
    {
        public Task<TResult> RunAsync(TInput input, CancellationToken cancellationToken) => run(input, cancellationToken);
    }
}
