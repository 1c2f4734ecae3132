using Avatar.Core.Speech.Visemes;
using Avatar.Engines.Speech.Marks;

namespace Avatar.Engines.Speech.Kokoro;

/// <summary>Turns the durations of tokens into timed phonemes.</summary>
internal static class KokoroTimings
{
    private const double UnitSeconds = 0.025;

    /// <summary>
    /// How far the audio runs ahead of the durations. Measured with three voices a language by the lag at which the loudness and the
    /// hiss of the audio fit the phonemes best: 68 ms at speed 0.6, 57 at 1, 43 at 1.8, within 10 ms for all voices and languages.
    /// </summary>
    private static double LeadSeconds(double speed) => 0.03 + 0.026 / speed;

    /// <summary>Times the tokens of one run.</summary>
    /// <param name="tokens">The run without the zeros at its ends.</param>
    /// <param name="durations">For each token, and for the zero before and after them, in units of 25 ms.</param>
    /// <param name="speed">The speed it was said at.</param>
    public static List<TimedPhoneme> Time(List<KokoroToken> tokens, long[] durations, double speed)
    {
        var phonemes = new List<TimedPhoneme>(tokens.Count);
        var start = durations[0] * UnitSeconds - LeadSeconds(speed);
        var stress = 0;
        double? stressStart = null;
        for (var i = 0; i < tokens.Count; i++)
        {
            var (symbol, end) = (tokens[i].Symbol, start + durations[i + 1] * UnitSeconds);
            if (tokens[i].IsPause)
            {
                phonemes.Add(new TimedPhoneme("", Math.Max(0, start), Math.Max(0, end), 0, -1));
                (stress, stressStart) = (0, null);
            }
            else if (symbol is 'ˈ' or 'ˌ')
            {
                // The time of a stress mark belongs to the vowel that follows it.
                (stress, stressStart) = (symbol == 'ˈ' ? 2 : 1, stressStart ?? start);
            }
            else if (VisemeTable.IsModifier(symbol) && phonemes.Count > 0 && !phonemes[^1].IsPause)
            {
                var isTone = symbol is '↓' or '→' or '↗' or '↘';
                phonemes[^1] = phonemes[^1] with { Symbol = isTone ? phonemes[^1].Symbol : phonemes[^1].Symbol + symbol, EndSeconds = Math.Max(0, end) };
                if (isTone) MarkSyllable(phonemes);
            }
            else
            {
                phonemes.Add(new TimedPhoneme(symbol.ToString(), Math.Max(0, stressStart ?? start), Math.Max(0, end), stress, tokens[i].Word));
                (stress, stressStart) = (0, null);
            }

            start = end;
        }

        return phonemes;
    }

    /// <summary>A tone mark follows the vowels of its syllable.</summary>
    private static void MarkSyllable(List<TimedPhoneme> phonemes)
    {
        for (var i = phonemes.Count - 1; i >= 0 && !phonemes[i].IsPause && VisemeTable.IsVowel(phonemes[i].Symbol[0]); i--)
            phonemes[i] = phonemes[i] with { Stress = 2 };
    }
}
