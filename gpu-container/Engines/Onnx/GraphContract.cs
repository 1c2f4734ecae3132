using Avatar.Core.Errors;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Avatar.Engines.Onnx;

/// <summary>Checks that a graph takes and gives what the code expects of it.</summary>
internal static class GraphContract
{
    /// <summary>Checks one input or output.</summary>
    /// <param name="nodes">The session's inputs or outputs.</param>
    /// <param name="name">Its name.</param>
    /// <param name="type">The type of its elements.</param>
    /// <param name="shape">Its shape; -1 where the length varies.</param>
    /// <param name="file">The model's file, for the message.</param>
    /// <exception cref="RenderFailedException">It is missing or differs.</exception>
    public static void Check(IReadOnlyDictionary<string, NodeMetadata> nodes, string name, TensorElementType type, int[] shape, string file)
    {
        if (nodes.TryGetValue(name, out var node) && node.ElementDataType == type && node.Dimensions.AsSpan().SequenceEqual(shape)) return;
        throw new RenderFailedException(
            $"{file} is not the model of this version: it lacks {name}, {type} [{string.Join(',', shape)}]. Restore it with 'git checkout -- models'.");
    }
}
