using Avatar.Core.Errors;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Avatar.Engines.Onnx;

/// <summary>An input or output of a graph.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Shape">Its shape; -1 where the length varies.</param>
internal sealed record TensorSpec(string Name, TensorElementType Type, int[] Shape)
{
    /// <summary>The name of the only output of a graph, where it may have any.</summary>
    public const string AnyName = "*";

    /// <summary>Of 32-bit floats.</summary>
    public static TensorSpec Float(string name, params int[] shape) => new(name, TensorElementType.Float, shape);

    /// <summary>Of 64-bit integers.</summary>
    public static TensorSpec Int64(string name, params int[] shape) => new(name, TensorElementType.Int64, shape);

    /// <inheritdoc/>
    public override string ToString() => $"{Name}, {Type} [{string.Join(',', Shape)}]";
}

/// <summary>
/// What the code expects a graph to take and to give. Exports of one model differ in order, so all go by their names; and some leave lengths open that the code
/// knows, or give a length always that the code leaves open (the runtime infers such), which does no harm.
/// </summary>
internal sealed record GraphContract(IReadOnlyList<TensorSpec> Inputs, IReadOnlyList<TensorSpec> Outputs)
{
    /// <summary>The names of the inputs, in the order of the code.</summary>
    public string[] InputNames { get; } = [.. Inputs.Select(input => input.Name)];

    /// <summary>The names of the outputs, in the order of the code.</summary>
    public string[] OutputNames { get; } = [.. Outputs.Select(output => output.Name)];

    /// <summary>The contract of a loaded graph: its only output has the graph's name for it where the code leaves that open.</summary>
    public GraphContract For(InferenceSession session) =>
        Outputs is [{ Name: TensorSpec.AnyName } output] && session.OutputNames is [var name] ? new GraphContract(Inputs, [output with { Name = name }]) : this;

    /// <summary>Whether all shapes are known before a run.</summary>
    public bool IsFixed => Inputs.Concat(Outputs).All(tensor => !tensor.Shape.Contains(-1));

    /// <summary>Checks a loaded graph.</summary>
    /// <param name="session">The graph.</param>
    /// <param name="file">Its file, for the message.</param>
    /// <exception cref="RenderFailedException">An input or output is missing or differs; the message says which and how.</exception>
    public void Check(InferenceSession session, GraphFile file)
    {
        foreach (var input in Inputs) Check("input", session.InputMetadata, input, mayBeFixed: false, file);
        foreach (var output in Outputs) Check("output", session.OutputMetadata, output, mayBeFixed: true, file);
    }

    private static bool Fits(int[] found, int[] expected, bool mayBeFixed) => found.Length == expected.Length
        && found.Zip(expected).All(pair => pair.First == pair.Second || pair.First < 0 || (mayBeFixed && pair.Second < 0));

    private static void Check(string kind, IReadOnlyDictionary<string, NodeMetadata> nodes, TensorSpec expected, bool mayBeFixed, GraphFile file)
    {
        if (nodes.TryGetValue(expected.Name, out var node) && node.ElementDataType == expected.Type && Fits(node.Dimensions, expected.Shape, mayBeFixed)) return;
        var found = node is null
            ? $"has {string.Join(", ", nodes.Keys)}"
            : $"has {new TensorSpec(expected.Name, node.ElementDataType, node.Dimensions)}";
        throw new RenderFailedException($"{file.Path} is not the model of this version: the {kind} {expected} was expected, and it {found}: {file.Remedy}.");
    }
}
