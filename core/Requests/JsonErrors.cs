using System.Text.Json;
using Avatar.Core.Errors;

namespace Avatar.Core.Requests;

/// <summary>Says what is wrong with a user's JSON, by the field.</summary>
public static class JsonErrors
{
    /// <summary>What a JSON error means for the user.</summary>
    public static InvalidInputException Explain(JsonException error)
    {
        ArgumentNullException.ThrowIfNull(error);
        var message = error.Message;
        if (message.Contains("could not be mapped", StringComparison.Ordinal))
            return new InvalidInputException(Quoted(message), $"Field '{Quoted(message)}' is unknown: see the documentation for the fields.", error);
        if (message.Contains("missing required", StringComparison.Ordinal))
            return Missing(message, error);
        if (message.Contains("doesn't allow setting null", StringComparison.Ordinal) && error.Path is { Length: > 2 } at)
            return new InvalidInputException(at[2..], $"Field '{at[2..]}' is null: leave it out or give a value.", error);
        if (error.Path is { Length: > 2 } path && message.Contains("could not be converted", StringComparison.Ordinal))
            return new InvalidInputException(path[2..], $"Field '{path[2..]}' has a value of the wrong type.", error);
        return new InvalidInputException("body", $"This is not a JSON object (line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}).", error);
    }

    // JSON deserialization for type 'X' was missing required properties including: 'engine', 'voice'.
    private static InvalidInputException Missing(string message, JsonException error)
    {
        var field = Quoted(message[message.IndexOf(':', StringComparison.Ordinal)..]);
        return new InvalidInputException(field, $"Field '{field}' is missing: {(field == "text" ? "give the text to say" : "see the documentation for what it takes")}.", error);
    }

    private static string Quoted(string message) => message.Split('\'') is [_, var name, ..] ? Shown(name) : "?";

    private static string Shown(string name) => Printable.Of(name, 60);
}
