using System.Security.Cryptography;
using System.Text;
using Avatar.Api.Jobs;
using Avatar.Core.Activities;
using Avatar.Core.Artifacts;

namespace Avatar.Api.Requests;

/// <summary>Remembers which idempotency key brought which content, for requests that start no job.</summary>
internal sealed class UploadLedger(IArtifactStore artifacts)
{
    /// <summary>Writes down what a key brought, or compares it with what it brought before.</summary>
    /// <exception cref="IdempotencyConflictException">It brought something else.</exception>
    public async Task CheckAsync(string? key, string content, CancellationToken cancellationToken)
    {
        if (key is null) return;
        var entry = ArtifactKey.Of(ArtifactFolders.UploadKeys, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))) + ".txt");
        if (await artifacts.FindAsync(entry, cancellationToken) is null)
        {
            await artifacts.WriteAsync(entry, new MemoryStream(Encoding.UTF8.GetBytes(content)), cancellationToken);
            return;
        }

        using var reader = new StreamReader(await artifacts.OpenReadAsync(entry, cancellationToken));
        var before = await reader.ReadToEndAsync(cancellationToken);
        if (before != content) throw new IdempotencyConflictException(before);
    }
}
