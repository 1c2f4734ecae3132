using System.Globalization;
using System.Text.RegularExpressions;
using Avatar.Core.Errors;

namespace Avatar.Infra.Settings;

/// <summary>Reads the values of a stack's configuration; an error names the key, the value, what is allowed and the command that mends it.</summary>
/// <param name="read">Gives the value of a key like <c>gcp:region</c>, or null where the stack has none.</param>
public sealed class ConfigurationReader(Func<string, string?> read)
{
    /// <summary>A value that has to be there.</summary>
    /// <param name="key">Its key, with the namespace.</param>
    /// <param name="example">What it looks like.</param>
    /// <exception cref="InvalidInputException">It is not there.</exception>
    public string Text(string key, string example) =>
        OptionalText(key) ?? throw new InvalidInputException(key, $"{key} is not set: pulumi config set {key} {example}");

    /// <summary>A value, or null where there is none.</summary>
    public string? OptionalText(string key) => read(key) is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    /// <summary>A value that has to be there, of a certain form.</summary>
    /// <exception cref="InvalidInputException">It is not there, or of another form.</exception>
    public string Text(string key, string example, Regex form)
    {
        ArgumentNullException.ThrowIfNull(form);
        var text = Text(key, example);
        return form.IsMatch(text) ? text : throw Wrong(key, text, $"which does not look like {example}", example);
    }

    /// <summary>One of some values.</summary>
    /// <exception cref="InvalidInputException">It is not there, or another.</exception>
    public string Choice(string key, params string[] choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        var text = Text(key, choices[0]);
        return choices.Contains(text) ? text : throw Wrong(key, text, $"which is none of {string.Join(", ", choices)}", choices[0]);
    }

    /// <summary>A whole number.</summary>
    /// <exception cref="InvalidInputException">It is not there, no whole number, or out of range.</exception>
    public int Number(string key, int least, int most)
    {
        var text = Text(key, least.ToString(CultureInfo.InvariantCulture));
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw Wrong(key, text, $"which is no whole number from {least} to {most}", least.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>True or false.</summary>
    /// <exception cref="InvalidInputException">It is not there, or neither.</exception>
    public bool Flag(string key) => Choice(key, "true", "false") == "true";

    private static InvalidInputException Wrong(string key, string text, string how, string example) =>
        new(key, $"{key} is '{Printable.Of(text, 60)}', {how}: pulumi config set {key} {example}");
}
