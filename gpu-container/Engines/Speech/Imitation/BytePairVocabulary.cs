using System.Collections.Frozen;
using System.Text.Json;
using Avatar.Core.Errors;
using Avatar.Engines.Onnx;

namespace Avatar.Engines.Speech.Imitation;

/// <summary>
/// Byte-pair encoding over characters by a <c>tokenizer.json</c> of Hugging Face's tokenizers (https://github.com/huggingface/tokenizers, models/bpe): characters are joined pair
/// by pair, always the pair that is first in the list of merges. Thread-safe.
/// </summary>
internal sealed class BytePairVocabulary
{
    private readonly FrozenDictionary<string, int> _tokens;
    private readonly FrozenDictionary<(int Left, int Right), (int Rank, int Joined)> _merges;

    private BytePairVocabulary(JsonElement json)
    {
        var model = json.GetProperty("model");
        _tokens = model.GetProperty("vocab").EnumerateObject().ToFrozenDictionary(entry => entry.Name, entry => entry.Value.GetInt32());
        var merges = new Dictionary<(int, int), (int, int)>();
        // A pair may be there twice; the later place counts.
        foreach (var (rank, merge) in model.GetProperty("merges").EnumerateArray().Index())
        {
            var (left, right) = Pair(merge);
            merges[(_tokens[left], _tokens[right])] = (rank, _tokens[left + right]);
        }

        _merges = merges.ToFrozenDictionary();
        Unknown = _tokens[model.GetProperty("unk_token").GetString()!];
        Names = json.TryGetProperty("added_tokens", out var added)
            ? added.EnumerateArray().ToFrozenDictionary(token => token.GetProperty("content").GetString()!, token => token.GetProperty("id").GetInt32())
            : FrozenDictionary<string, int>.Empty;
    }

    /// <summary>The token of characters that have none.</summary>
    public int Unknown { get; }

    /// <summary>The tokens that stand for themselves, such as <c>[SPACE]</c>.</summary>
    public FrozenDictionary<string, int> Names { get; }

    /// <summary>The tokens of characters and what they are joined to.</summary>
    public FrozenDictionary<string, int> Tokens => _tokens;

    /// <summary>Reads a vocabulary.</summary>
    /// <exception cref="RenderFailedException">It is missing or damaged.</exception>
    public static BytePairVocabulary Load(GraphFile file)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file.Path));
            return new BytePairVocabulary(json.RootElement);
        }
        catch (Exception damaged) when (damaged is IOException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException or IndexOutOfRangeException)
        {
            throw new RenderFailedException($"{file.Path} can't be read ({damaged.Message.TrimEnd('.')}): {file.Remedy}.", damaged);
        }
    }

    /// <summary>The tokens of a word.</summary>
    public List<int> Encode(string word)
    {
        var tokens = word.EnumerateRunes().Select(rune => _tokens.GetValueOrDefault(rune.ToString(), Unknown)).ToList();
        while (true)
        {
            var (best, place) = ((Rank: int.MaxValue, Joined: 0), 0);
            for (var i = 0; i + 1 < tokens.Count; i++)
                if (_merges.TryGetValue((tokens[i], tokens[i + 1]), out var merge) && merge.Rank < best.Rank)
                    (best, place) = (merge, i);
            if (best.Rank == int.MaxValue) return tokens;
            tokens[place] = best.Joined;
            tokens.RemoveAt(place + 1);
        }
    }

    private static (string, string) Pair(JsonElement merge) =>
        merge.ValueKind == JsonValueKind.Array && merge.GetArrayLength() == 2 ? (merge[0].GetString()!, merge[1].GetString()!)
        : merge.GetString()?.Split(' ') is [var left, var right] ? (left, right)
        : throw new FormatException($"'{merge}' is no merge.");
}
