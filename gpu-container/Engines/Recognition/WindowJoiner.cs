using System.Runtime.CompilerServices;
using Avatar.Core.Languages;

namespace Avatar.Engines.Recognition;

/// <summary>Joins phrases to windows: as long as can be, since what was said before helps to understand, but each in one language.</summary>
internal static class WindowJoiner
{
    /// <summary>Joins phrases.</summary>
    /// <param name="phrases">The phrases of a recording.</param>
    /// <param name="languagesOf">Tells the languages of phrases that follow each other; asked once about each, in order.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async IAsyncEnumerable<SpeechWindow> JoinAsync(
        IAsyncEnumerable<Phrase> phrases,
        Func<IReadOnlyList<Phrase>, IReadOnlyList<Language>> languagesOf,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var run = new List<Phrase>();
        await foreach (var phrase in phrases.WithCancellation(cancellationToken))
        {
            if (run.Count > 0 && (phrase.FirstChunk != run[^1].EndChunk || phrase.EndChunk - run[0].FirstChunk > PhraseCutter.MostChunks))
            {
                foreach (var window in ByLanguage(run, languagesOf(run))) yield return window;
                run.Clear();
            }

            run.Add(phrase);
        }

        if (run.Count == 0) yield break;
        foreach (var window in ByLanguage(run, languagesOf(run))) yield return window;
    }

    private static IEnumerable<SpeechWindow> ByLanguage(List<Phrase> run, IReadOnlyList<Language> languages)
    {
        for (int first = 0, next; first < run.Count; first = next)
        {
            for (next = first + 1; next < run.Count && languages[next] == languages[first]; next++)
            {
            }

            yield return new SpeechWindow(languages[first], run[first..next]);
        }
    }
}
