namespace Avatar.Core.Artifacts;

/// <summary>A store that lets others put an artifact, without any right of their own.</summary>
public interface ISignedUploads
{
    /// <summary>A URL that takes one artifact with PUT for an hour.</summary>
    /// <param name="key">The artifact.</param>
    /// <param name="contentType">The media type that is sent with it; others are refused.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<Uri> SignPutAsync(ArtifactKey key, string contentType, CancellationToken cancellationToken);
}
