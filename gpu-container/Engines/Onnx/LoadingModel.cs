namespace Avatar.Engines.Onnx;

/// <summary>A model that is loaded once, in the background, when it is first asked for. Thread-safe.</summary>
/// <param name="load">Loads it.</param>
internal sealed class LoadingModel<T>(Func<T> load) : IDisposable
    where T : IDisposable
{
    private readonly Lazy<Task<T>> _loading = new(() => Task.Run(load));

    /// <summary>The model; the first to ask begins the loading.</summary>
    public Task<T> Loaded => _loading.Value;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_loading.IsValueCreated) return;
        // A process that ends while a model is still being loaded may crash in native code, so the loading is waited for.
        ((Task)Loaded).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing).GetAwaiter().GetResult();
        if (Loaded.IsCompletedSuccessfully) Loaded.Result.Dispose();
    }
}
