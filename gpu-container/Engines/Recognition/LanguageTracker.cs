using Avatar.Core.Languages;
using Avatar.Core.Recognition;

namespace Avatar.Engines.Recognition;

/// <summary>
/// Follows the language of a recording from phrase to phrase. A short phrase may sound like anything, and people seldom change their language, so what is
/// spoken before and after it counts: the likeliest path through a hidden Markov model (A. J. Viterbi, IEEE Transactions on Information Theory 13, 1967).
/// </summary>
internal sealed class LanguageTracker
{
    private const double ChangeProbability = 0.05;
    private const double LeastProbability = 1e-4;

    private static readonly Language[] Languages = Enum.GetValues<Language>();

    private double[] _scores = new double[Languages.Length];

    /// <summary>The languages of the next phrases.</summary>
    /// <param name="heard">What each sounds like by itself.</param>
    public IReadOnlyList<Language> Next(IReadOnlyList<LanguageProbabilities> heard)
    {
        var came = new int[heard.Count][];
        for (var phrase = 0; phrase < heard.Count; phrase++)
        {
            var before = _scores;
            came[phrase] = [.. Languages.Select((_, to) => Enumerable.Range(0, Languages.Length).MaxBy(from => before[from] + Change(from, to)))];
            _scores = [.. Languages.Select((language, to) =>
                before[came[phrase][to]] + Change(came[phrase][to], to) + Math.Log(Math.Max(heard[phrase][language], LeastProbability)))];
        }

        var path = new Language[heard.Count];
        var at = Array.IndexOf(_scores, _scores.Max());
        for (var phrase = heard.Count - 1; phrase >= 0; at = came[phrase--][at]) path[phrase] = Languages[at];
        return path;
    }

    private static double Change(int from, int to) => from == to ? 0 : Math.Log(ChangeProbability);
}
