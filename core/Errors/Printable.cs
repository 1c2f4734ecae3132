namespace Avatar.Core.Errors;

/// <summary>What users wrote, as it can be shown in a message of one line.</summary>
public static class Printable
{
    /// <summary>The beginning of a text, with question marks for control characters.</summary>
    public static string Of(string text, int most)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new([.. text.Take(most).Select(c => char.IsControl(c) ? '?' : c)]);
    }
}
