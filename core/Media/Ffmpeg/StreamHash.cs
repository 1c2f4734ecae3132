namespace Avatar.Core.Media.Ffmpeg;

/// <summary>ffmpeg's hash of streams as they are encoded.</summary>
internal static class StreamHash
{
    /// <summary>The options of the output.</summary>
    public const string Output = "-f streamhash -hash sha256";

    /// <summary>SHA-256 of the data of each stream's packets, in hex.</summary>
    /// <param name="output">A line a stream: <c>0,a,SHA256=8eea…</c></param>
    public static string[] Parse(string output) =>
        [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..].Trim())];
}
