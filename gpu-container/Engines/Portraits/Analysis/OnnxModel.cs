using Avatar.Core.Errors;
using Avatar.Core.Installation;
using Avatar.Engines.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace Avatar.Engines.Portraits.Analysis;

/// <summary>A fixed-shape float model with one input, checked against its contract when it is loaded. Runs may overlap.</summary>
internal sealed class OnnxModel : IDisposable
{
    private const string InputName = "image";

    private readonly InferenceSession _session;
    private readonly long[] _inputShape;
    private readonly string[] _outputNames;
    private readonly RunOptions _run = new();

    /// <summary>Loads <c>models/face/{file}</c>.</summary>
    /// <exception cref="RenderFailedException">The file is missing, damaged or not the expected model.</exception>
    public OnnxModel(string file, long[] inputShape, params (string Name, long[] Shape)[] outputs)
    {
        _inputShape = inputShape;
        _outputNames = [.. outputs.Select(output => output.Name)];
        var path = ProductFiles.Model("face", file);
        OnnxTelemetry.TurnOff();
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        try
        {
            _session = new InferenceSession(path, options);
        }
        catch (OnnxRuntimeException damaged)
        {
            throw new RenderFailedException($"{path} can't be loaded: restore it with 'git checkout -- models'.", damaged);
        }
        try
        {
            Check(path, _session.InputMetadata, (InputName, inputShape));
            foreach (var output in outputs) Check(path, _session.OutputMetadata, output);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Values of the input.</summary>
    public int InputLength => (int)_inputShape.Aggregate(1L, (product, side) => product * side);

    /// <summary>Runs the model; the outputs come in the order given to the constructor.</summary>
    public float[][] Run(float[] input)
    {
        using var value = OrtValue.CreateTensorValueFromMemory(input, _inputShape);
        using var results = _session.Run(_run, [InputName], [value], _outputNames);
        return [.. results.Select(result => result.GetTensorDataAsSpan<float>().ToArray())];
    }

    public void Dispose()
    {
        _run.Dispose();
        _session.Dispose();
    }

    private static void Check(string path, IReadOnlyDictionary<string, NodeMetadata> nodes, (string Name, long[] Shape) expected)
    {
        if (!nodes.TryGetValue(expected.Name, out var node)
            || node.ElementType != typeof(float)
            || !node.Dimensions.Select(side => (long)side).SequenceEqual(expected.Shape))
            throw new RenderFailedException(
                $"{path} is another model than expected ({expected.Name} is not float [{string.Join(',', expected.Shape)}]): restore it with 'git checkout -- models'.");
    }
}
