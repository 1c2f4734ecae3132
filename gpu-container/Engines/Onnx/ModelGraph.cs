using Avatar.Core.Errors;
using Microsoft.ML.OnnxRuntime;

namespace Avatar.Engines.Onnx;

/// <summary>A graph of a model, loaded and checked. Runs may overlap.</summary>
internal sealed class ModelGraph : IDisposable
{
    private readonly InferenceSession _session;
    private readonly GraphContract _contract;
    private readonly GraphFile _file;
    private readonly OrtMemoryInfo _memory;
    private readonly RunOptions _uninterrupted = new();

    private ModelGraph(InferenceSession session, GraphContract contract, GraphFile file, Device device) =>
        (_session, _contract, _file, _memory) = (session, contract, file, SessionSetup.MemoryOf(device));

    /// <summary>Loads the small graph <c>models/{path}</c> and checks that it takes and gives what its caller expects.</summary>
    /// <exception cref="RenderFailedException">It is missing, damaged or another model.</exception>
    public static ModelGraph Open(GraphContract contract, params string[] path) => Open(contract, GraphFile.Shipped(path), GraphOptions.Small);

    /// <summary>Loads a graph and checks that it takes and gives what its caller expects.</summary>
    /// <exception cref="RenderFailedException">It is missing, damaged or another model, or the device can't be had.</exception>
    public static ModelGraph Open(GraphContract contract, GraphFile file, GraphOptions options)
    {
        InferenceSession session;
        try
        {
            session = Load(contract, file, options);
        }
        catch (Exception damaged) when (damaged is OnnxRuntimeException or InvalidDataException or IOException)
        {
            throw new RenderFailedException($"{file.Path} can't be loaded ({damaged.Message}): {file.Remedy}.", damaged);
        }

        try
        {
            contract = contract.For(session);
            contract.Check(session, file);
        }
        catch
        {
            session.Dispose();
            throw;
        }

        return new ModelGraph(session, contract, file, options.Device);
    }

    /// <summary>A text that the model's file carries beside the graph.</summary>
    /// <exception cref="RenderFailedException">There is none of that name.</exception>
    public string Metadata(string name) => _session.ModelMetadata.CustomMetadataMap.TryGetValue(name, out var text)
        ? text
        : throw new RenderFailedException($"{_file.Path} is not the model of this version: it lacks {name}: {_file.Remedy}.");

    /// <summary>Runs the graph.</summary>
    /// <param name="inputs">In the order of the contract.</param>
    /// <returns>In the order of the contract.</returns>
    /// <exception cref="RenderFailedException">The graph failed.</exception>
    public IDisposableReadOnlyCollection<OrtValue> Run(params IReadOnlyCollection<OrtValue> inputs) => Run(inputs, CancellationToken.None);

    /// <summary>Runs the graph.</summary>
    /// <param name="inputs">In the order of the contract.</param>
    /// <param name="cancellationToken">Stops it between two steps of the graph.</param>
    /// <returns>In the order of the contract.</returns>
    /// <exception cref="RenderFailedException">The graph failed.</exception>
    public IDisposableReadOnlyCollection<OrtValue> Run(IReadOnlyCollection<OrtValue> inputs, CancellationToken cancellationToken) =>
        Guarded(options => _session.Run(options, _contract.InputNames, inputs, _contract.OutputNames), cancellationToken);

    /// <summary>Runs the graph and leaves what it gives in the memory of its device, to be the input of other graphs: it can't be read from here.</summary>
    /// <param name="inputs">In the order of the contract.</param>
    /// <param name="cancellationToken">Stops it between two steps of the graph.</param>
    /// <param name="read">The outputs that are brought here and can be read.</param>
    /// <returns>In the order of the contract.</returns>
    /// <exception cref="RenderFailedException">The graph failed.</exception>
    public IDisposableReadOnlyCollection<OrtValue> RunOnDevice(IReadOnlyList<OrtValue> inputs, CancellationToken cancellationToken, params string[] read) => Guarded(
        options =>
        {
            using var binding = _session.CreateIoBinding();
            for (var i = 0; i < inputs.Count; i++) binding.BindInput(_contract.InputNames[i], inputs[i]);
            foreach (var output in _contract.OutputNames) binding.BindOutputToDevice(output, read.Contains(output) ? OrtMemoryInfo.DefaultInstance : _memory);
            var results = _session.RunWithBoundResults(options, binding);
            binding.SynchronizeBoundOutputs();
            return results;
        },
        cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        _uninterrupted.Dispose();
        _memory.Dispose();
        _session.Dispose();
    }

    private static InferenceSession Load(GraphContract contract, GraphFile file, GraphOptions wanted)
    {
        using var options = SessionSetup.OptionsFor(wanted.Device);
        options.IntraOpNumThreads = wanted.Threads;
        options.GraphOptimizationLevel = wanted.Level;
        // Where every run has another length, planned memory is never used again and only costs.
        options.EnableMemoryPattern = contract.IsFixed;
        if (!wanted.RaisesOpset) return new InferenceSession(file.Path, options);
        var model = File.ReadAllBytes(file.Path);
        OpsetUpgrade.Apply(model);
        return new InferenceSession(model, options);
    }

    private IDisposableReadOnlyCollection<OrtValue> Guarded(Func<RunOptions, IDisposableReadOnlyCollection<OrtValue>> run, CancellationToken cancellationToken)
    {
        if (!cancellationToken.CanBeCanceled) return Guarded(run, _uninterrupted, cancellationToken);
        using var options = new RunOptions();
        using var registration = cancellationToken.Register(() => options.Terminate = true);
        return Guarded(run, options, cancellationToken);
    }

    private IDisposableReadOnlyCollection<OrtValue> Guarded(
        Func<RunOptions, IDisposableReadOnlyCollection<OrtValue>> run, RunOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return run(options);
        }
        catch (OnnxRuntimeException failed)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new RenderFailedException($"The model {Path.GetFileName(_file.Path)} failed: {failed.Message}", failed);
        }
    }
}
