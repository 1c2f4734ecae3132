using Avatar.Core.Errors;

namespace Avatar.Core.Voices;

/// <summary>The permission of the person whose voice is cloned; it is kept and deleted with the voice.</summary>
/// <param name="Statement">Who gave it, when and how.</param>
/// <param name="RecordedUtc">When it was written down here.</param>
public sealed record Consent(string Statement, DateTimeOffset RecordedUtc)
{
    private const int ShortestStatement = 10;
    private const int LongestStatement = 1000;

    /// <summary>Records a statement.</summary>
    /// <exception cref="InvalidInputException">It is missing, too short to say who, when and how, too long, or more than a line.</exception>
    public static Consent Record(string? statement, DateTimeOffset now)
    {
        var text = statement?.Trim() ?? "";
        if (text.Length < ShortestStatement)
            throw new InvalidInputException(
                "consent",
                "A voice is cloned only with its owner's consent: say who gave it, when and how, as in \"Bruce Lee, 2026-11-24, signed form\".");
        if (text.Any(char.IsControl))
            throw new InvalidInputException("consent", "The consent has line breaks or control characters: write one line of plain text.");
        return text.Length <= LongestStatement
            ? new Consent(text, now)
            : throw new InvalidInputException("consent", $"The consent is {text.Length} characters long: use at most {LongestStatement}.");
    }
}
