using System.Buffers;
using System.Text.Json;
using Avatar.Core.Installation;

namespace Avatar.Engines.Speech.Phonemes;

/// <summary>The symbols that the speech model knows (<c>models/speech/kokoro_vocab.json</c>).</summary>
internal static class PhonemeVocabulary
{
    private static readonly Lazy<SearchValues<char>> Symbols = new(Load);

    /// <summary>The phonemes without the symbols that the model does not know.</summary>
    public static string Keep(string phonemes)
    {
        var symbols = Symbols.Value;
        return phonemes.AsSpan().ContainsAnyExcept(symbols) ? string.Concat(phonemes.Where(symbols.Contains)) : phonemes;
    }

    private static SearchValues<char> Load()
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(ProductFiles.Model("speech", "kokoro_vocab.json")));
        return SearchValues.Create([.. json.RootElement.EnumerateObject().Select(symbol => symbol.Name[0])]);
    }
}
