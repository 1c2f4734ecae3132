namespace Avatar.Core.Activities;

/// <summary>The folders of artifacts. What activities make can be made again, so all of it may expire.</summary>
public static class ArtifactFolders
{
    /// <summary>Plans.</summary>
    public const string Plans = "plans";

    /// <summary>Marks and audio of segments.</summary>
    public const string Speech = "speech";

    /// <summary>Video of segments, and posters.</summary>
    public const string Segments = "segments";

    /// <summary>Finished videos, captions and records of finished renders.</summary>
    public const string Renders = "renders";

    /// <summary>Which upload an idempotency key brought.</summary>
    public const string UploadKeys = "keys";

    /// <summary>Those of what activities make.</summary>
    public static IReadOnlyList<string> All { get; } = [Plans, Speech, Segments, Renders];
}
