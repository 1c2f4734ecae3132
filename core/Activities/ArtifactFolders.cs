namespace Avatar.Core.Activities;

/// <summary>The folders of what activities make; all of it can be made again, so all of it may expire.</summary>
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

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Plans, Speech, Segments, Renders];
}
