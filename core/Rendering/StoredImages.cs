namespace Avatar.Core.Rendering;

/// <summary>Where users' images are in the artifact store.</summary>
public static class StoredImages
{
    /// <summary>The folder of their keys: <c>images/SHA256.jpg</c>.</summary>
    public const string Folder = "images";
}
