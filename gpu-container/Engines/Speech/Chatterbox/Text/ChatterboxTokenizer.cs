using System.Text.Json;
using Avatar.Core.Errors;
using Avatar.Engines.Onnx;

namespace Avatar.Engines.Speech.Chatterbox.Text;

/// <summary>
/// Text to tokens by byte-pair encoding over characters, as <c>tokenizer.json</c> says (https://huggingface.co/docs/tokenizers): names in brackets are tokens of their own, and
/// neighbouring pieces are joined in the order of the merges.
/// </summary>
internal sealed class ChatterboxTokenizer
{
    // Rows of the model's table of text tokens. The published tokenizer.json is of a later model, with about a hundred tokens more, which this one would fail on.
    private const int Known = 2352;
    private const int StartOfText = 255;
    private const int EndOfText = 0;

    private readonly Dictionary<string, int> _ids;
    private readonly Dictionary<(string, string), int> _ranks;
    private readonly ILookup<char, KeyValuePair<string, int>> _names;
    private readonly int _unknown;
    private readonly int _space;

    private ChatterboxTokenizer(JsonElement json)
    {
        var model = json.GetProperty("model");
        _ids = model.GetProperty("vocab").EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetInt32());
        _ranks = model.GetProperty("merges").EnumerateArray().Select(Pair).Index().DistinctBy(merge => merge.Item).ToDictionary(merge => merge.Item, merge => merge.Index);
        var names = json.GetProperty("added_tokens").EnumerateArray()
            .ToDictionary(token => token.GetProperty("content").GetString()!, token => token.GetProperty("id").GetInt32());
        _names = names.OrderByDescending(name => name.Key.Length).ToLookup(name => name.Key[0]);
        _unknown = _ids[model.GetProperty("unk_token").GetString()!];
        _space = names["[SPACE]"];
    }

    /// <summary>Reads <c>tokenizer.json</c>.</summary>
    /// <exception cref="RenderFailedException">It is missing or damaged.</exception>
    public static ChatterboxTokenizer Read(GraphFile file)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file.Path));
            return new ChatterboxTokenizer(json.RootElement);
        }
        catch (Exception damaged) when (damaged is JsonException or IOException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException
            or IndexOutOfRangeException)
        {
            throw new RenderFailedException($"{file.Path} can't be read ({damaged.Message}): {file.Remedy}.", damaged);
        }
    }

    /// <summary>The tokens of a text between those that the model expects around it: exaggeration, start, text, end, and the start of speech twice, as it was trained.</summary>
    /// <param name="text">From <see cref="ChatterboxText"/>.</param>
    public long[] Encode(string text)
    {
        List<long> tokens = [SpeechTokens.Exaggeration, StartOfText];
        var plainStart = 0;
        for (var i = 0; i < text.Length;)
        {
            var (id, length) = text[i] == ' ' ? (_space, 1) : Named(text.AsSpan(i));
            if (length > 0)
            {
                AddPieces(text[plainStart..i], tokens);
                tokens.Add(Checked(id));
                plainStart = i += length;
            }
            else
            {
                i++;
            }
        }

        AddPieces(text[plainStart..], tokens);
        return [.. tokens, EndOfText, SpeechTokens.Start, SpeechTokens.Start];
    }

    private static (string, string) Pair(JsonElement merge) =>
        merge.ValueKind == JsonValueKind.Array ? (merge[0].GetString()!, merge[1].GetString()!)
        : merge.GetString()!.Split(' ') is [var left, var right] ? (left, right)
        : throw new FormatException($"'{merge}' is no merge.");

    private (int Id, int Length) Named(ReadOnlySpan<char> text)
    {
        foreach (var (name, id) in _names[text[0]])
            if (text.StartsWith(name))
                return (id, name.Length);
        return (0, 0);
    }

    private void AddPieces(string text, List<long> tokens)
    {
        List<string> pieces = [.. text.EnumerateRunes().Select(rune => rune.ToString())];
        while (Best(pieces) is >= 0 and var first)
        {
            pieces[first] += pieces[first + 1];
            pieces.RemoveAt(first + 1);
        }

        foreach (var piece in pieces) tokens.Add(_ids.TryGetValue(piece, out var id) ? Checked(id) : _unknown);
    }

    /// <summary>The index of the piece that is joined to the next one first, or -1.</summary>
    private int Best(List<string> pieces)
    {
        var (best, bestRank) = (-1, int.MaxValue);
        for (var i = 0; i < pieces.Count - 1; i++)
            if (_ranks.TryGetValue((pieces[i], pieces[i + 1]), out var rank) && rank < bestRank)
                (best, bestRank) = (i, rank);
        return best;
    }

    private int Checked(int id) => id < Known ? id : _unknown;
}
