using Avatar.Engines.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace Avatar.Engines.Portraits.Analysis;

/// <summary>A graph of <c>models/face</c>: a square picture in, values out. Runs may overlap.</summary>
/// <param name="file">The file.</param>
/// <param name="side">The picture's width and height.</param>
/// <param name="outputs">What it gives.</param>
internal sealed class FaceGraph(string file, int side, params TensorSpec[] outputs) : IDisposable
{
    private readonly ModelGraph _graph = ModelGraph.Open(new GraphContract([TensorSpec.Float("image", 1, 3, side, side)], outputs), "face", file);

    /// <summary>Runs it.</summary>
    /// <param name="picture">Planes of red, green and blue.</param>
    /// <returns>The outputs, in the order given to the constructor.</returns>
    public float[][] Run(float[] picture)
    {
        using var value = OrtValue.CreateTensorValueFromMemory(picture, [1, 3, side, side]);
        using var results = _graph.Run(value);
        return [.. results.Select(result => result.GetTensorDataAsSpan<float>().ToArray())];
    }

    /// <inheritdoc/>
    public void Dispose() => _graph.Dispose();
}
