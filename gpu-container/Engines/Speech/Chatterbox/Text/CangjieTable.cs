using System.Globalization;
using System.Text;
using System.Text.Json;
using Avatar.Core.Errors;
using Avatar.Engines.Onnx;

namespace Avatar.Engines.Speech.Chatterbox.Text;

/// <summary>
/// How hanzi are spelled: by the keys of the Cangjie input method, <c>[cj_v][cj_n][cj_d][cj_.]</c>. Of hanzi with the same keys, all but the first of the table have their
/// index behind the keys (https://github.com/resemble-ai/chatterbox/blob/master/src/chatterbox/models/tokenizers/tokenizer.py).
/// </summary>
internal sealed class CangjieTable
{
    private readonly Dictionary<Rune, string> _keys = [];

    private CangjieTable(IEnumerable<string> rows)
    {
        var homophones = new Dictionary<string, List<Rune>>();
        foreach (var row in rows)
        {
            if (row.Split('\t') is not [var glyph, { Length: > 0 } keys, ..] || !Rune.TryGetRuneAt(glyph.PadRight(1), 0, out var hanzi)) continue;
            _keys[hanzi] = keys;
            if (!homophones.TryGetValue(keys, out var same)) homophones.Add(keys, same = []);
            same.Add(hanzi);
        }

        foreach (var (hanzi, keys) in _keys)
            if (homophones[keys].IndexOf(hanzi) is > 0 and var index)
                _keys[hanzi] = keys + index.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Reads the table: a JSON array of rows, each a hanzi and its keys between tabs.</summary>
    /// <exception cref="RenderFailedException">It is missing or damaged.</exception>
    public static CangjieTable Read(GraphFile file)
    {
        try
        {
            using var content = File.OpenRead(file.Path);
            if (JsonSerializer.Deserialize(content, ChatterboxJson.Default.StringArray) is { Length: > 0 } rows) return new CangjieTable(rows);
        }
        catch (Exception damaged) when (damaged is JsonException or IOException)
        {
            throw new RenderFailedException($"{file.Path} can't be read ({damaged.Message}): {file.Remedy}.", damaged);
        }

        throw new RenderFailedException($"{file.Path} is empty: {file.Remedy}.");
    }

    /// <summary>The text with every hanzi of the table spelled.</summary>
    public string Spell(string text)
    {
        var result = new StringBuilder(text.Length * 8);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.OtherLetter || !_keys.TryGetValue(rune, out var keys))
            {
                result.Append(rune);
                continue;
            }

            foreach (var key in keys) result.Append("[cj_").Append(key).Append(']');
            result.Append("[cj_.]");
        }

        return result.ToString();
    }
}
