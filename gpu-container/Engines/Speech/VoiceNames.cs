using Avatar.Core.Errors;
using Avatar.Core.Speech;

namespace Avatar.Engines.Speech;

/// <summary>Refuses voices that are not there, and names close ones.</summary>
internal static class VoiceNames
{
    private const int MostSuggestions = 3;
    private const int LongestShown = 40;

    /// <summary>Checks that a voice is among those on offer.</summary>
    /// <exception cref="InvalidInputException">It is not.</exception>
    public static void Check(string voice, IReadOnlyList<VoiceInfo> voices)
    {
        if (voices.Any(known => known.Name == voice)) return;
        var shown = voice.Length <= LongestShown ? voice : voice[..LongestShown] + "…";
        var close = voices.OrderBy(known => Distance(shown, known.Name)).Take(MostSuggestions).Select(known => known.Name);
        throw new InvalidInputException("voice", $"Unknown voice '{shown}': close ones are {string.Join(", ", close)}; 'avatar voices list' shows all.");
    }

    // Edits between the names, or between the asked one and the given name of "am_michael".
    private static int Distance(string asked, string known) =>
        Math.Min(Edits(asked.ToUpperInvariant(), known.ToUpperInvariant()) * 2, Edits(asked.ToUpperInvariant(), known[(known.IndexOf('_', StringComparison.Ordinal) + 1)..].ToUpperInvariant()) * 2 + 1);

    /// <summary>Levenshtein distance.</summary>
    private static int Edits(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
