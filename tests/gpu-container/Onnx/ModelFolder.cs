using Avatar.Engines.Onnx;

namespace Avatar.Tests.Onnx;

/// <summary>A folder of graphs that a test makes itself.</summary>
internal sealed class ModelFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("avatar-graphs-");

    /// <summary>Its path.</summary>
    public string Path => _folder.FullName;

    /// <summary>Writes a graph.</summary>
    public GraphFile Write(string name, GraphWriter graph)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, graph.ToBytes());
        return new GraphFile(path, "remove it");
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
