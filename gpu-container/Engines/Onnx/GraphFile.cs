using Avatar.Core.Installation;

namespace Avatar.Engines.Onnx;

/// <summary>A graph's file.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Remedy">What to do when it can't be used, for messages.</param>
internal sealed record GraphFile(string Path, string Remedy)
{
    /// <summary>A graph that ships with the product, <c>models/{path}</c>.</summary>
    /// <exception cref="Core.Errors.RenderFailedException">It is not there.</exception>
    public static GraphFile Shipped(params string[] path) => new(ProductFiles.Model(path), "restore it with 'git checkout -- models'");

    /// <summary>A graph of a model that was pulled.</summary>
    public static GraphFile Pulled(string path, string model) => new(path, $"pull it again with './avatar models remove {model}' and './avatar models pull {model}'");
}
