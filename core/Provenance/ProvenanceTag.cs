using System.Text.RegularExpressions;

namespace Avatar.Core.Provenance;

/// <summary>
/// The tag of files that a cloned voice speaks: <c>synthetic voice of NAME avatar-provenance:COMPACT</c>, in the comment, which MP4, WebM and WAV all keep.
/// </summary>
public static partial class ProvenanceTag
{
    /// <summary>The text of the tag.</summary>
    public static string Write(SignedStatement statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        return $"synthetic voice of {statement.Statement.Voice} avatar-provenance:{statement.Compact}";
    }

    /// <summary>The first compact form in a file's tags, whatever it is worth; null where there is none.</summary>
    public static string? Find(IEnumerable<string> tags) =>
        tags.Select(tag => Marked().Match(tag)).FirstOrDefault(match => match.Success)?.Groups[1].Value;

    [GeneratedRegex(@"avatar-provenance:([A-Za-z0-9_.-]*)")]
    private static partial Regex Marked();
}
