using System.Text.Json;
using Avatar.Core.Errors;
using Avatar.Core.Media;
using Avatar.Core.Net;
using Avatar.Core.Rendering;

namespace Avatar.Core.Provenance;

/// <summary>What a file says of a cloned voice in it, and what that is worth.</summary>
public abstract record Inspection
{
    private const int LongestManifestBytes = 4 << 20;

    private Inspection()
    {
    }

    /// <summary>Looks for a statement in a file's tags; where there is none, for one of its sound in the manifest beside it.</summary>
    /// <exception cref="InvalidInputException">It is missing, or neither audio nor video.</exception>
    /// <exception cref="RenderFailedException">ffmpeg is not installed.</exception>
    public static async Task<Inspection> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var file = await MediaFile.OpenAsync(path, cancellationToken);
        if (ProvenanceTag.Find(file.Tags) is { } inTags) return await CheckAsync(inTags, file, cancellationToken);
        // A manifest that does not fit is another file's.
        return await InManifestAsync(path, cancellationToken) is { } inManifest
            && await CheckAsync(inManifest, file, cancellationToken) is Intact { IsOfThisAudio: true } fitting
                ? fitting
                : new Nothing();
    }

    private static async Task<Inspection> CheckAsync(string compact, MediaFile file, CancellationToken cancellationToken)
    {
        if (SignedStatement.Read(compact) is not { } signed) return new Broken();
        // The statement is of one sound: a second one in the file is not covered by it.
        return new Intact(signed, await file.HashAudioAsync(cancellationToken) is [var only] && only == signed.Statement.Audio);
    }

    private static async Task<string?> InManifestAsync(string path, CancellationToken cancellationToken)
    {
        var manifest = new FileInfo(Path.ChangeExtension(Path.GetFullPath(path), null) + PublishedFiles.ManifestSuffix);
        if (!manifest.Exists || manifest.Length == 0) return null;
        await using var content = manifest.OpenRead();
        if (await BoundedReader.ReadAsync(content, LongestManifestBytes, cancellationToken) is not { } json) return null;
        try
        {
            return JsonSerializer.Deserialize(json, RenderJson.Default.RenderResult)?.Provenance?.Compact;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>There is no statement; that proves nothing.</summary>
    public sealed record Nothing : Inspection;

    /// <summary>There is something like a statement, but nobody signed it as it stands there.</summary>
    public sealed record Broken : Inspection;

    /// <summary>There is a statement as the owner of its key signed it.</summary>
    /// <param name="Statement">The statement.</param>
    /// <param name="IsOfThisAudio">Whether it is of the file's sound, and the file has no other.</param>
    public sealed record Intact(SignedStatement Statement, bool IsOfThisAudio) : Inspection;
}
