namespace Avatar.Core.GpuService;

/// <summary>Where a result goes.</summary>
/// <param name="Url">A URL that takes one PUT, such as a signed one; or a file below the service's folder.</param>
/// <param name="Headers">Headers that the PUT needs, such as <c>x-ms-blob-type</c>.</param>
public sealed record UploadTarget(string Url, IReadOnlyDictionary<string, string>? Headers = null);
