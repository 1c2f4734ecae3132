using System.Collections.Frozen;
using System.Text.Json;
using Avatar.Core.Errors;
using Avatar.Engines.Onnx;

namespace Avatar.Engines.Speech.Xtts;

/// <summary>
/// Byte-pair encoding by a <c>tokenizer.json</c> of Hugging Face's tokenizers (https://github.com/huggingface/tokenizers, models/bpe): characters are joined pair by pair,
/// always the pair that is first in the list of merges. Thread-safe.
/// </summary>
internal sealed class XttsVocabulary
{
    private readonly FrozenDictionary<string, int> _tokens;
    private readonly FrozenDictionary<(int Left, int Right), (int Rank, int Joined)> _merges;
    private readonly int _unknown;

    private XttsVocabulary(FrozenDictionary<string, int> tokens, FrozenDictionary<(int Left, int Right), (int Rank, int Joined)> merges) =>
        (_tokens, _merges, _unknown) = (tokens, merges, tokens["[UNK]"]);

    /// <summary>Reads a vocabulary.</summary>
    /// <param name="file">The file.</param>
    /// <param name="count">Tokens are below this.</param>
    /// <param name="special">Tokens that it must have.</param>
    /// <exception cref="RenderFailedException">It is missing, damaged or another one.</exception>
    public static XttsVocabulary Load(GraphFile file, int count, params string[] special)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file.Path));
            var model = json.RootElement.GetProperty("model");
            var tokens = model.GetProperty("vocab").EnumerateObject().ToFrozenDictionary(entry => entry.Name, entry => entry.Value.GetInt32());
            var merges = new Dictionary<(int, int), (int, int)>();
            // A pair may be there twice; the later place counts.
            foreach (var (rank, merge) in model.GetProperty("merges").EnumerateArray().Index())
            {
                var pair = merge.ValueKind == JsonValueKind.String ? merge.GetString()!.Split(' ') : [.. merge.EnumerateArray().Select(part => part.GetString()!)];
                merges[(tokens[pair[0]], tokens[pair[1]])] = (rank, tokens[pair[0] + pair[1]]);
            }

            if (special.Append("[UNK]").All(tokens.ContainsKey) && tokens.Values.All(id => id >= 0 && id < count)) return new XttsVocabulary(tokens, merges.ToFrozenDictionary());
        }
        catch (Exception damaged) when (damaged is IOException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException or IndexOutOfRangeException)
        {
            throw new RenderFailedException($"{file.Path} can't be loaded ({damaged.Message.TrimEnd('.')}): {file.Remedy}.", damaged);
        }

        throw new RenderFailedException($"{file.Path} is not the vocabulary of this version: {file.Remedy}.");
    }

    /// <summary>The number of a token that stands for itself, such as <c>[START]</c>.</summary>
    public int Special(string token) => _tokens[token];

    /// <summary>The tokens of a word.</summary>
    public List<int> Encode(string word)
    {
        var tokens = word.EnumerateRunes().Select(rune => _tokens.GetValueOrDefault(rune.ToString(), _unknown)).ToList();
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
}
