using Avatar.Core.Speech;
using Avatar.Core.Speech.Visemes;

namespace Avatar.Engines.Speech.Marks;

/// <summary>Writes the marks of a segment from its timed phonemes.</summary>
internal static class MarksBuilder
{
    // A diphthong stays longer on its first vowel.
    private const double FirstVowelShare = 0.6;

    /// <summary>Writes the marks.</summary>
    /// <param name="timed">Phonemes without pauses, in order of time.</param>
    /// <param name="words">The words they point to.</param>
    /// <param name="offsetSeconds">The time of <paramref name="timed"/> at which the segment begins.</param>
    /// <param name="durationSeconds">How long the segment is.</param>
    public static SpeechMarks Build(IReadOnlyList<TimedPhoneme> timed, IReadOnlyList<SpokenWord> words, double offsetSeconds, double durationSeconds)
    {
        var phonemes = new List<PhonemeMark>(timed.Count);
        var visemes = new List<VisemeMark>(timed.Count * 2);
        var spoken = new List<WordMark>(words.Count);
        var reached = 0.0;
        var lastWord = -1;
        foreach (var phoneme in timed)
        {
            var start = Math.Clamp(phoneme.StartSeconds - offsetSeconds, reached, durationSeconds);
            var end = Math.Clamp(phoneme.EndSeconds - offsetSeconds, start, durationSeconds);
            phonemes.Add(new PhonemeMark(phoneme.Symbol, start, end, phoneme.Stress));
            AddViseme(visemes, Viseme.Rest, reached, start, 0);
            AddShapes(visemes, phoneme, start, end);
            if (phoneme.Word == lastWord && spoken.Count > 0) spoken[^1] = spoken[^1] with { EndSeconds = end };
            else if (phoneme.Word >= 0) spoken.Add(new WordMark(words[phoneme.Word].Text, start, end, words[phoneme.Word].Source));
            lastWord = phoneme.Word;
            reached = end;
        }

        AddViseme(visemes, Viseme.Rest, reached, durationSeconds, 0);
        return new SpeechMarks(phonemes, visemes, spoken);
    }

    private static void AddShapes(List<VisemeMark> visemes, TimedPhoneme phoneme, double start, double end)
    {
        var shapes = VisemeTable.Of(phoneme.Symbol);
        var middle = shapes.Count == 1 ? end : start + (end - start) * FirstVowelShare;
        AddViseme(visemes, shapes[0], start, middle, phoneme.Stress);
        if (shapes.Count > 1) AddViseme(visemes, shapes[1], middle, end, phoneme.Stress);
    }

    private static void AddViseme(List<VisemeMark> visemes, Viseme viseme, double start, double end, int stress)
    {
        if (end > start) visemes.Add(new VisemeMark(viseme, start, end, stress));
    }
}
