namespace Avatar.Core.Artifacts;

/// <summary>What is known of an artifact without reading it.</summary>
/// <param name="Key">Its key.</param>
/// <param name="LengthBytes">Its size.</param>
/// <param name="LastUsedUtc">When it was written or last found; artifacts expire by it.</param>
/// <param name="ETag">Changes with the content; without quotes.</param>
public sealed record ArtifactInfo(ArtifactKey Key, long LengthBytes, DateTimeOffset LastUsedUtc, string ETag);
