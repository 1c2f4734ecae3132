using Avatar.Core.Portraits;
using Avatar.Engines.Portraits.Analysis;

namespace Avatar.Engines.Portraits.Mesh;

/// <summary>
/// The engine <c>mesh</c>: warps one photo on the CPU. The mouth opens along the photo's own lip line onto drawn teeth and tongue, lids close
/// over the eyes, and the head turns by the depth of the face mesh.
/// </summary>
public sealed class MeshPortraitAnimator : IPortraitAnimator
{
    /// <summary>The name by which users choose it.</summary>
    public const string EngineName = "mesh";

    private readonly Lazy<PortraitAnalyzer> _analyzer = new(() => new PortraitAnalyzer());

    /// <inheritdoc/>
    public string Name => EngineName;

    /// <inheritdoc/>
    public string Version => "mesh 1 (MediaPipe face mesh 478)";

    /// <inheritdoc/>
    public Task<IPreparedPortrait> PrepareAsync(PortraitRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Task.Run<IPreparedPortrait>(() => new MeshPortrait(_analyzer.Value.Analyze(request, 1), request.Size), cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_analyzer.IsValueCreated) _analyzer.Value.Dispose();
    }
}
