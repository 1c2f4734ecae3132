using Avatar.Core.Artifacts;
using Avatar.Core.Errors;
using Avatar.Core.Portraits.Motions;

namespace Avatar.Runtime.Hosting;

/// <summary>Clips that a command line names: their motion is read once, kept in the data folder, and put into a job's artifact store.</summary>
/// <param name="reader">Reads clips.</param>
/// <param name="dataFolder">The data folder.</param>
/// <param name="artifacts">The job's store.</param>
internal sealed class LocalMotions(IMotionReader reader, string dataFolder, IArtifactStore artifacts)
{
    /// <summary>The key of a clip's motion in the job's store.</summary>
    /// <exception cref="InvalidInputException">The clip can't be used, or the data folder not be written.</exception>
    public async Task<string> StoreAsync(string clip, CancellationToken cancellationToken)
    {
        try
        {
            var kept = new FileArtifactStore(dataFolder);
            try
            {
                var key = await new StoredMotions(kept, reader).StoreAsync(clip, clip, cancellationToken);
                await using var template = await kept.OpenReadAsync(key, cancellationToken);
                await artifacts.WriteAsync(key, template, cancellationToken);
                return key.Value;
            }
            finally
            {
                // The folder is not this process's alone, so nobody else tidies it.
                Directory.Delete(kept.TemporaryFolder, recursive: true);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException("AVATAR_DATA", $"The motion of {clip} can't be kept in {dataFolder} ({error.Message.TrimEnd('.')}): set AVATAR_DATA to a folder that can be written.", error);
        }
    }
}
