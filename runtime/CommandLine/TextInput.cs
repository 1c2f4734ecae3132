using System.Text;
using Avatar.Core.Errors;

namespace Avatar.Runtime.CommandLine;

/// <summary>Reads the text to say: the argument itself, <c>-</c> for standard input, or <c>@file</c>.</summary>
internal static class TextInput
{
    // 20,000 characters are at most 80,000 bytes of UTF-8; more than this is no text of ours, so it is not read to its end.
    private const int MaxBytes = 1 << 20;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads the text.</summary>
    /// <exception cref="InvalidInputException">The file can't be read, is larger than 1 MiB or not UTF-8.</exception>
    public static async Task<string> ReadAsync(string argument, CancellationToken cancellationToken)
    {
        if (argument == "-")
        {
            await using var input = Console.OpenStandardInput();
            return await ReadAsync(input, "Standard input", cancellationToken);
        }

        if (!argument.StartsWith('@')) return argument;
        var path = argument[1..];
        try
        {
            await using var file = File.OpenRead(path);
            return await ReadAsync(file, path, cancellationToken);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InvalidInputException("text", $"Cannot read the text file '{path}': {error.Message}", error);
        }
    }

    private static async Task<string> ReadAsync(Stream stream, string name, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxBytes + 1];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        if (length > MaxBytes) throw new InvalidInputException("text", $"{name} is longer than 1 MiB: a text has at most 20,000 characters.");
        try
        {
            var text = StrictUtf8.GetString(buffer, 0, length);
            return text.TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException error)
        {
            throw new InvalidInputException("text", $"{name} is not UTF-8 text: convert it to UTF-8 first.", error);
        }
    }
}
