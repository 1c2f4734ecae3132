using Avatar.Core.Activities;
using Avatar.Core.Artifacts;
using Avatar.Core.Batches;
using Avatar.Core.Images;
using Avatar.Core.Portraits.Motions;
using Avatar.Core.Rendering;

namespace Avatar.Core.Retention;

/// <summary>Removes artifacts that nothing needs any more.</summary>
/// <param name="artifacts">The store.</param>
/// <param name="policy">How long what is kept.</param>
/// <param name="time">The clock.</param>
public sealed class ArtifactRetention(IArtifactStore artifacts, RetentionPolicy policy, TimeProvider time)
{
    // A store marks an artifact as used only when its last mark is older than an hour.
    private static readonly TimeSpan MarkDelay = TimeSpan.FromHours(2);

    /// <summary>Jobs that ended before this may be forgotten.</summary>
    public DateTimeOffset ForgetJobsBeforeUtc => time.GetUtcNow() - policy.KeepJobs;

    /// <summary>
    /// Removes parts of renders and users' uploads that were not used for the policy's time, and the files of jobs that are no longer known.
    /// What an unfinished job made or found since its start stays, however long it takes or was interrupted.
    /// </summary>
    /// <param name="oldestUnfinishedUtc">When the oldest unfinished job was started; null when there is none.</param>
    /// <param name="isKnown">Whether there still is a job or batch of an id. Jobs are to be forgotten before this is called.</param>
    /// <param name="cancellationToken">Stops it; what is removed stays removed.</param>
    /// <returns>How many artifacts were removed.</returns>
    public async Task<int> RemoveAsync(
        DateTimeOffset? oldestUnfinishedUtc, Func<string, CancellationToken, Task<bool>> isKnown, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(isKnown);
        var partsBefore = Earlier(time.GetUtcNow() - policy.KeepArtifacts);
        var uploadsBefore = Earlier(time.GetUtcNow() - policy.KeepJobs);
        var removed = 0;
        foreach (var folder in ArtifactFolders.All) await RemoveWhereAsync(folder, artifact => Task.FromResult(artifact.LastUsedUtc < partsBefore));
        foreach (var folder in (string[])[StoredImages.Folder, StoredMotions.Folder, ArtifactFolders.UploadKeys])
            await RemoveWhereAsync(folder, artifact => Task.FromResult(artifact.LastUsedUtc < uploadsBefore));
        await RemoveWhereAsync(PublishedFiles.Folder, artifact => IsForgottenAsync(artifact.Key));
        // A batch's rows are named by their content, its results by its id.
        await RemoveWhereAsync(BatchIntake.Folder, artifact => artifact.Key.Name.EndsWith(BatchIntake.RowsSuffix, StringComparison.Ordinal)
            ? Task.FromResult(artifact.LastUsedUtc < uploadsBefore)
            : IsForgottenAsync(artifact.Key));
        return removed;

        DateTimeOffset Earlier(DateTimeOffset cutoff) => oldestUnfinishedUtc - MarkDelay is { } needed && needed < cutoff ? needed : cutoff;

        async Task<bool> IsForgottenAsync(ArtifactKey key) => !await isKnown(key.Name.Split('.')[0], cancellationToken);

        async Task RemoveWhereAsync(string folder, Func<ArtifactInfo, Task<bool>> isUnneeded)
        {
            await foreach (var artifact in artifacts.ListAsync(folder, cancellationToken))
                if (await isUnneeded(artifact) && await artifacts.DeleteAsync(artifact.Key, cancellationToken))
                    removed++;
        }
    }
}
