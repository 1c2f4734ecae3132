using Avatar.Core.Errors;

namespace Avatar.Core.Media;

/// <summary>How much of a recording is read.</summary>
/// <param name="Longest">The longest recording.</param>
/// <param name="WayOut">What the user is told to do with a longer one: "cut it into parts".</param>
public sealed record RecordingLimit(TimeSpan Longest, string WayOut)
{
    /// <summary>What a voice is learned from.</summary>
    public static RecordingLimit OfVoices { get; } = new(
        TimeSpan.FromMinutes(30), "find the speech in it with './avatar voices extract FILE --output DIR' and give the files in DIR");

    internal InvalidInputException Exceeded(string path)
    {
        var most = Longest.TotalHours >= 2 ? $"{Longest.TotalHours:0} hours" : $"{Longest.TotalMinutes:0} minutes";
        return new InvalidInputException("file", $"{path} is longer than {most}: {WayOut}.");
    }
}
