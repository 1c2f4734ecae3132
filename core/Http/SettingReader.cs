using System.Globalization;
using Avatar.Core.Errors;
using Avatar.Core.Provenance;
using Microsoft.Extensions.Configuration;

namespace Avatar.Http;

/// <summary>Reads variables; what is wrong is said with the variable, its value and what would do. An empty value counts as none.</summary>
public sealed class SettingReader(IConfiguration configuration)
{
    /// <summary>Any text, or null when there is none.</summary>
    public string? Text(string variable) => configuration[variable] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    /// <summary>One of some words, in any case.</summary>
    public string Choice(string variable, string otherwise, params string[] words)
    {
        ArgumentNullException.ThrowIfNull(words);
        var value = Text(variable) ?? otherwise;
        return words.FirstOrDefault(word => word.Equals(value, StringComparison.OrdinalIgnoreCase))
            ?? throw new InvalidInputException(variable, $"{variable} is '{value}': use {string.Join(", ", words.Where(word => word.Length > 0))}.");
    }

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public bool Flag(string variable, bool otherwise) => Choice(variable, otherwise ? "true" : "false", "true", "false") == "true";

    /// <summary>A whole number within bounds.</summary>
    public int Number(string variable, int otherwise, int least, int most)
    {
        if (Text(variable) is not { } text) return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new InvalidInputException(variable, $"{variable} is '{text}': use a whole number from {least} to {most}.");
    }

    /// <summary>A signing key, or null when there is none. Its value is never shown.</summary>
    public SigningKey? Key(string variable)
    {
        if (Text(variable) is not { } text) return null;
        return SigningKey.TryParse(text)
            ?? throw new InvalidInputException(variable, $"{variable} is not a private key of P-256: use PKCS#8 in base64 on one line, as in a file provenance-key.");
    }

    /// <summary>An http or https address, or null when there is none.</summary>
    public Uri? Address(string variable)
    {
        if (Text(variable) is not { } text) return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == "http" || uri.Scheme == "https")
            ? uri
            : throw new InvalidInputException(variable, $"{variable} is '{text}': use an address such as http://localhost:4317.");
    }
}
