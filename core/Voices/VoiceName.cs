using System.Text.RegularExpressions;
using Avatar.Core.Errors;

namespace Avatar.Core.Voices;

/// <summary>The name of a cloned voice: 2 to 40 lower-case letters, digits, '-' and '_', a letter first. It is also the name of its folder.</summary>
public sealed partial record VoiceName
{
    private VoiceName(string value) => Value = value;

    /// <summary>The name.</summary>
    public string Value { get; }

    /// <summary>Checks a name.</summary>
    /// <exception cref="InvalidInputException">It is not such a name.</exception>
    public static VoiceName Parse(string text) => TryParse(text) ?? throw new InvalidInputException(
        "name", $"'{Shown(text)}' can't name a voice: use 2 to 40 of a-z, 0-9, '-' and '_', beginning with a letter, as in bruce.");

    /// <summary>The name, or null where the text is none.</summary>
    public static VoiceName? TryParse(string text) => Pattern().IsMatch(text) ? new VoiceName(text) : null;

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static string Shown(string text) => Printable.Of(text, 60);

    [GeneratedRegex(@"\A[a-z][a-z0-9_-]{1,39}\z")]
    private static partial Regex Pattern();
}
