using Avatar.Core.Media;
using Avatar.Core.Portraits;
using Avatar.Core.Speech;

namespace Avatar.Engines.Tests.Portraits.Motion;

/// <summary>Builds speech by hand.</summary>
internal static class Spoken
{
    /// <summary>A pangram of visemes, about three seconds: phrases with every kind of sound, with pauses.</summary>
    public static readonly (Viseme, double, int)[] Sentence =
    [
        (Viseme.Rest, 0.15, 0), (Viseme.Velar, 0.06, 0), (Viseme.MidFrontVowel, 0.07, 0), (Viseme.Lateral, 0.07, 0), (Viseme.MidRoundVowel, 0.16, 2),
        (Viseme.Bilabial, 0.07, 0), (Viseme.CloseFrontVowel, 0.08, 0), (Viseme.Bilabial, 0.05, 0), (Viseme.OpenVowel, 0.14, 2), (Viseme.Alveolar, 0.05, 0),
        (Viseme.Sibilant, 0.09, 0), (Viseme.Rest, 0.3, 0), (Viseme.Glide, 0.06, 0), (Viseme.OpenVowel, 0.1, 2), (Viseme.Sibilant, 0.08, 0),
        (Viseme.Alveolar, 0.05, 0), (Viseme.CloseRoundVowel, 0.12, 1), (Viseme.LabioDental, 0.08, 0), (Viseme.MidFrontVowel, 0.13, 2),
        (Viseme.Rhotic, 0.06, 0), (Viseme.Bilabial, 0.03, 0), (Viseme.CentralVowel, 0.05, 0), (Viseme.Dental, 0.07, 0), (Viseme.OpenVowel, 0.15, 2),
        (Viseme.PostAlveolar, 0.1, 0), (Viseme.CloseFrontVowel, 0.06, 0), (Viseme.Palatal, 0.05, 0), (Viseme.FrontRoundVowel, 0.12, 2), (Viseme.Rest, 0.5, 0),
    ];

    /// <summary>Speech of these visemes (what, seconds, stress), with loud vowels and a pitch that rises with stress.</summary>
    public static TimedSpeech At(double start, IEnumerable<(Viseme Viseme, double Seconds, int Stress)> sounds, bool pitch = true)
    {
        var marks = new List<VisemeMark>();
        var (energy, f0) = (new List<float>(), new List<float>());
        var time = 0.0;
        foreach (var (viseme, seconds, stress) in sounds)
        {
            marks.Add(new(viseme, time, time + seconds, stress));
            time += seconds;
            while (energy.Count * 0.01 < time)
            {
                energy.Add(viseme == Viseme.Rest ? 0 : viseme >= Viseme.OpenVowel ? 0.2f + 0.05f * stress : 0.08f);
                f0.Add(viseme >= Viseme.OpenVowel ? 180 + 20 * stress : 0);
            }
        }

        return new(start, time, new([], marks, []), new(0.01, pitch ? [.. f0] : [], [.. energy]));
    }

    /// <summary>A sentence made by chance: consonant, vowel, with pauses.</summary>
    public static TimedSpeech Random(int seed, double start, double seconds)
    {
        var random = new Random(seed);
        var sounds = new List<(Viseme, double, int)>();
        for (var left = seconds; left > 0;)
        {
            var viseme = random.NextDouble() < 0.06 ? Viseme.Rest
                : sounds.Count % 2 == 0 ? (Viseme)random.Next((int)Viseme.Bilabial, (int)Viseme.OpenVowel)
                : (Viseme)random.Next((int)Viseme.OpenVowel, (int)Viseme.FrontRoundVowel + 1);
            var length = viseme == Viseme.Rest ? random.NextDouble() * 0.5 : 0.03 + random.NextDouble() * 0.12;
            sounds.Add((viseme, Math.Min(left, length), viseme >= Viseme.OpenVowel ? random.Next(3) : 0));
            left -= length;
        }

        return At(start, sounds);
    }

    /// <summary>The whole of these speeches in one segment.</summary>
    public static AnimationSegment Segment(FrameRate rate, params TimedSpeech[] speeches)
    {
        var end = speeches.Length == 0 ? 2 : speeches[^1].StartSeconds + speeches[^1].DurationSeconds;
        return new(rate, 0, (int)Math.Ceiling(end * rate.FramesPerSecond), speeches, 7);
    }
}
