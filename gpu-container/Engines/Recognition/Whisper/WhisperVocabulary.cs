using System.Text;
using System.Text.Json;
using Avatar.Core.Errors;
using Avatar.Core.Installation;

namespace Avatar.Engines.Recognition.Whisper;

/// <summary>
/// The text of the tokens: byte-level byte-pair encoding, so a token is some bytes of UTF-8 and may be part of a character. In <c>tokenizer.json</c> a
/// byte stands as a printable character (GPT-2's bytes_to_unicode, https://github.com/openai/gpt-2/blob/master/src/encoder.py).
/// </summary>
internal sealed class WhisperVocabulary
{
    private readonly byte[][] _bytes;

    private WhisperVocabulary(byte[][] bytes) => _bytes = bytes;

    /// <summary>Reads the vocabulary.</summary>
    /// <exception cref="RenderFailedException">The file is missing or not this vocabulary.</exception>
    public static WhisperVocabulary Load()
    {
        var file = ProductFiles.Model("asr", "tokenizer.json");
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            var byteOf = ByteOfCharacter();
            var bytes = new byte[WhisperTokens.End][];
            foreach (var entry in json.RootElement.GetProperty("model").GetProperty("vocab").EnumerateObject())
                if (entry.Value.GetInt32() is var id && id < bytes.Length)
                    bytes[id] = [.. entry.Name.Select(character => byteOf[character])];
            if (!bytes.Contains(null!)) return new WhisperVocabulary(bytes);
        }
        catch (Exception damaged) when (damaged is JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException)
        {
            throw new RenderFailedException($"{file} is damaged ({damaged.Message}): restore it with 'git checkout -- models'.", damaged);
        }

        throw new RenderFailedException($"{file} is not the vocabulary of this version: restore it with 'git checkout -- models'.");
    }

    /// <summary>The bytes of a text token, below <see cref="WhisperTokens.End"/>.</summary>
    public ReadOnlySpan<byte> Bytes(int token) => _bytes[token];

    /// <summary>The text of tokens; bytes that are no UTF-8 become U+FFFD.</summary>
    public string Text(IEnumerable<int> tokens) => Encoding.UTF8.GetString([.. tokens.SelectMany(token => _bytes[token])]);

    private static Dictionary<char, byte> ByteOfCharacter()
    {
        var byteOf = new Dictionary<char, byte>();
        var next = 256;
        for (var value = 0; value < 256; value++)
        {
            var printable = value is >= '!' and <= '~' or >= 0xA1 and <= 0xAC or >= 0xAE;
            byteOf.Add((char)(printable ? value : next++), (byte)value);
        }

        return byteOf;
    }
}
