using System.Collections.Frozen;
using Avatar.Core.Errors;
using Avatar.Core.Installation;

namespace Avatar.Core.Recognition;

/// <summary>
/// Turns traditional characters into simplified ones with OpenCC's tables (https://github.com/BYVoid/OpenCC): the longest known phrase first, then single
/// characters. Simplified text stays as it is, and no text changes its length.
/// </summary>
public static class SimplifiedChinese
{
    private static readonly Lazy<Tables> Loaded = new(Load);

    /// <summary>The text in simplified characters, as long as before.</summary>
    /// <exception cref="RenderFailedException">The tables are missing or damaged.</exception>
    public static string From(string text)
    {
        var tables = Loaded.Value;
        var simplified = text.ToCharArray();
        for (var i = 0; i < text.Length;)
        {
            var length = tables.Longest.TryGetValue(text[i], out var longest) ? Math.Min(longest, text.Length - i) : 0;
            string? replacement = null;
            while (length > 0 && !tables.Phrases.TryGetValue(text.AsSpan(i, length), out replacement)) length--;
            replacement?.CopyTo(simplified.AsSpan(i));
            i += Math.Max(1, length);
        }

        return new string(simplified);
    }

    private static Tables Load()
    {
        var file = ProductFiles.Model("asr", "zh_simplified.tsv");
        var phrases = File.ReadLines(file).Select(line => line.Split('\t')).ToList();
        if (phrases.Find(phrase => phrase.Length != 2 || phrase[0].Length != phrase[1].Length) is { } odd)
            throw new RenderFailedException($"{file} is damaged at '{string.Join(' ', odd)}': restore it with 'git checkout -- models'.");
        return new Tables(
            phrases.ToFrozenDictionary(phrase => phrase[0], phrase => phrase[1], StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>(),
            phrases.GroupBy(phrase => phrase[0][0]).ToFrozenDictionary(group => group.Key, group => group.Max(phrase => phrase[0].Length)));
    }

    /// <summary>The phrases, and how long the longest is that begins with a character.</summary>
    private sealed record Tables(FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Phrases, FrozenDictionary<char, int> Longest);
}
