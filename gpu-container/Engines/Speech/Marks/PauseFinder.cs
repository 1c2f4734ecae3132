using Avatar.Core.Speech;
using Avatar.Core.Speech.Visemes;

namespace Avatar.Engines.Speech.Marks;

/// <summary>
/// Settles what happens between words. An engine gives time to spaces and punctuation marks, but only some of it is silent, and the silence
/// of a real pause often lies in the last phoneme before it: the audio decides. Where there is silence the phonemes beside it end and begin
/// there; where there is none they meet.
/// </summary>
internal static class PauseFinder
{
    private const double ShortestPauseSeconds = 0.06;
    private const double ShortestPhonemeSeconds = 0.04;
    private const double ClosureSeconds = 0.05;

    /// <summary>The phonemes without the pauses, their times fitted to the audio.</summary>
    public static List<TimedPhoneme> Settle(IReadOnlyList<TimedPhoneme> timed, SpeechEnvelope envelope)
    {
        var (soundStart, soundEnd) = envelope.Sounding();
        var phonemes = new List<TimedPhoneme>(timed.Count);
        var isAfterPause = false;
        foreach (var next in timed)
        {
            if (next.IsPause)
            {
                isAfterPause = true;
                continue;
            }

            if (phonemes.Count == 0) phonemes.Add(next with { StartSeconds = Math.Min(soundStart, next.EndSeconds) });
            else if (isAfterPause) AddAfterPause(phonemes, next, envelope);
            else phonemes.Add(next with { StartSeconds = Math.Max(next.StartSeconds, phonemes[^1].EndSeconds) });
            isAfterPause = false;
        }

        FitToEnd(phonemes, soundEnd);
        return phonemes;
    }

    private static void AddAfterPause(List<TimedPhoneme> phonemes, TimedPhoneme next, SpeechEnvelope envelope)
    {
        var last = phonemes[^1];
        var (start, end) = envelope.LongestSilence(last.StartSeconds, next.EndSeconds);
        if (end - start >= ShortestPauseSeconds && IsStop(next)) end = Math.Max(start, end - ClosureSeconds);
        start = Math.Max(start, Math.Min(last.EndSeconds, last.StartSeconds + ShortestPhonemeSeconds));
        end = Math.Min(end, Math.Max(next.StartSeconds, next.EndSeconds - ShortestPhonemeSeconds));
        if (end - start < ShortestPauseSeconds) start = end = (last.EndSeconds + next.StartSeconds) / 2;
        phonemes[^1] = last with { EndSeconds = start };
        phonemes.Add(next with { StartSeconds = end, EndSeconds = Math.Max(end, next.EndSeconds) });
    }

    private static void FitToEnd(List<TimedPhoneme> phonemes, double soundEnd)
    {
        if (phonemes.Count == 0) return;
        phonemes[^1] = phonemes[^1] with { EndSeconds = Math.Max(soundEnd, phonemes[^1].StartSeconds) };

        // The last phonemes may be too weak to be heard above the silence: they share the last audible moments.
        for (var i = phonemes.Count - 1; i >= 0 && phonemes[i].EndSeconds > soundEnd; i--)
            phonemes[i] = phonemes[i] with { StartSeconds = Math.Min(phonemes[i].StartSeconds, soundEnd), EndSeconds = soundEnd };
    }

    private static bool IsStop(TimedPhoneme phoneme) => VisemeTable.Of(phoneme.Symbol)[0] is Viseme.Bilabial or Viseme.Alveolar;
}
