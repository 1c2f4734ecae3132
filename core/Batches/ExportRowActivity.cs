using Avatar.Core.Artifacts;
using Avatar.Core.Media;
using Avatar.Core.Orchestration;
using Avatar.Core.Rendering;

namespace Avatar.Core.Batches;

/// <summary>Writes a finished row's video, poster, captions and manifest to a folder on this machine.</summary>
internal sealed class ExportRowActivity(IArtifactStore artifacts) : IActivity<RowToExport, string>
{
    /// <inheritdoc/>
    public async Task<string> RunAsync(RowToExport input, CancellationToken cancellationToken)
    {
        var target = OutputTarget.Parse(Path.Combine(input.Folder, input.Name + Path.GetExtension(input.Result.Output)));
        target.PrepareFolder();
        var exported = await PublishedFiles.ExportAsync(artifacts, input.Result, target, cancellationToken);
        return Path.GetFileName(exported.Output);
    }
}
