using Avatar.Core.Errors;
using Avatar.Core.Installation;
using Microsoft.ML.OnnxRuntime;

namespace Avatar.Engines.Onnx;

/// <summary>
/// A graph of a shipped model, loaded and checked. Runs may overlap, each on one thread: work side by side gains more than several threads for one run.
/// </summary>
internal sealed class ModelGraph : IDisposable
{
    private readonly InferenceSession _session;
    private readonly GraphContract _contract;
    private readonly string _file;
    private readonly RunOptions _uninterrupted = new();

    private ModelGraph(InferenceSession session, GraphContract contract, string file) => (_session, _contract, _file) = (session, contract, file);

    /// <summary>Loads <c>models/{path}</c> and checks that it takes and gives what its caller expects.</summary>
    /// <exception cref="RenderFailedException">It is missing, damaged or another model.</exception>
    public static ModelGraph Open(GraphContract contract, params string[] path) => Open(contract, GraphOptimizationLevel.ORT_ENABLE_ALL, path);

    /// <summary>Loads <c>models/{path}</c>, optimised up to a level.</summary>
    /// <exception cref="RenderFailedException">It is missing, damaged or another model.</exception>
    public static ModelGraph Open(GraphContract contract, GraphOptimizationLevel level, params string[] path)
    {
        var file = ProductFiles.Model(path);
        OnnxTelemetry.TurnOff();
        // Where every run has another length, planned memory is never used again and only costs.
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, EnableMemoryPattern = contract.IsFixed, GraphOptimizationLevel = level };
        InferenceSession session;
        try
        {
            session = new InferenceSession(file, options);
        }
        catch (OnnxRuntimeException damaged)
        {
            throw new RenderFailedException($"{file} can't be loaded ({damaged.Message}): restore it with 'git checkout -- models'.", damaged);
        }

        try
        {
            contract.Check(session, file);
        }
        catch
        {
            session.Dispose();
            throw;
        }

        return new ModelGraph(session, contract, file);
    }

    /// <summary>A text that the model's file carries beside the graph.</summary>
    /// <exception cref="RenderFailedException">There is none of that name.</exception>
    public string Metadata(string name) => _session.ModelMetadata.CustomMetadataMap.TryGetValue(name, out var text)
        ? text
        : throw new RenderFailedException($"{_file} is not the model of this version: it lacks {name}. Restore it with 'git checkout -- models'.");

    /// <summary>Runs the graph.</summary>
    /// <param name="inputs">In the order of the contract.</param>
    /// <returns>In the order of the contract.</returns>
    /// <exception cref="RenderFailedException">The graph failed.</exception>
    public IDisposableReadOnlyCollection<OrtValue> Run(params IReadOnlyCollection<OrtValue> inputs) => Run(inputs, _uninterrupted, CancellationToken.None);

    /// <summary>Runs the graph.</summary>
    /// <param name="inputs">In the order of the contract.</param>
    /// <param name="cancellationToken">Stops it between two steps of the graph.</param>
    /// <returns>In the order of the contract.</returns>
    /// <exception cref="RenderFailedException">The graph failed.</exception>
    public IDisposableReadOnlyCollection<OrtValue> Run(IReadOnlyCollection<OrtValue> inputs, CancellationToken cancellationToken)
    {
        using var options = new RunOptions();
        using var registration = cancellationToken.Register(() => options.Terminate = true);
        return Run(inputs, options, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _uninterrupted.Dispose();
        _session.Dispose();
    }

    private IDisposableReadOnlyCollection<OrtValue> Run(IReadOnlyCollection<OrtValue> inputs, RunOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return _session.Run(options, _contract.InputNames, inputs, _contract.OutputNames);
        }
        catch (OnnxRuntimeException failed)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new RenderFailedException($"The model {Path.GetFileName(_file)} failed: {failed.Message}", failed);
        }
    }
}
