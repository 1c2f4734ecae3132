using System.Globalization;
using Avatar.Core.Errors;
using Avatar.Core.Speech;

namespace Avatar.Engines.Speech.Kokoro;

/// <summary>One voice or several mixed: <c>a</c>, <c>a+b</c>, <c>a*0.7+b*0.3</c>.</summary>
/// <param name="Parts">Names and weights; the weights add up to 1.</param>
internal sealed record VoiceMix(IReadOnlyList<(string Name, double Weight)> Parts)
{
    private const int LongestText = 200;
    private const int MostVoices = 5;
    private const double LargestWeight = 1000;

    /// <summary>One voice, known to exist.</summary>
    public static VoiceMix Of(string name) => new([(name, 1)]);

    /// <summary>Reads a mix; a voice without a weight counts 1.</summary>
    /// <exception cref="InvalidInputException">A voice is unknown or a weight is not a positive number.</exception>
    public static VoiceMix Parse(string text, IReadOnlyList<VoiceInfo> voices)
    {
        if (text.Length > LongestText)
            throw new InvalidInputException("voice", $"The voice is {text.Length} characters long: use at most {LongestText}.");
        var terms = text.Split('+', StringSplitOptions.TrimEntries);
        if (terms.Length > MostVoices)
            throw new InvalidInputException("voice", $"'{text}' mixes {terms.Length} voices: use at most {MostVoices}.");
        var parts = terms.Select(term => ParseTerm(term, voices)).ToList();
        var sum = parts.Sum(part => part.Weight);
        return new VoiceMix([.. parts.Select(part => (part.Name, part.Weight / sum))]);
    }

    private static (string Name, double Weight) ParseTerm(string term, IReadOnlyList<VoiceInfo> voices)
    {
        var star = term.IndexOf('*', StringComparison.Ordinal);
        var name = star < 0 ? term : term[..star].TrimEnd();
        VoiceNames.Check(name, voices);
        if (star < 0) return (name, 1);
        var digits = term[(star + 1)..].TrimStart();
        if (!double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight) || weight is not (> 0 and <= LargestWeight))
            throw new InvalidInputException("voice", $"The weight '{digits}' of voice {name} is not a number above 0: write it as in {name}*0.7.");
        return (name, weight);
    }
}
