using Avatar.Core.Portraits;

namespace Avatar.Engines.Portraits.Motion;

/// <summary>A syllable that stands out, where the head nods and the brows rise.</summary>
/// <param name="Seconds">Where on the whole timeline, at the vowel's middle.</param>
/// <param name="Strength">0.3 a little .. 1 the strongest.</param>
internal readonly record struct Accent(double Seconds, double Strength)
{
    private const double LeastDistanceSeconds = 0.7;
    private const double LeastStrength = 0.3;

    /// <summary>
    /// The accents of all speeches in order of time. Pitch, loudness and stress of a speech are weighed against its own means, and
    /// the strongest syllables win over those close by.
    /// </summary>
    public static Accent[] Of(IReadOnlyList<TimedSpeech> speeches)
    {
        var accents = new List<Accent>();
        foreach (var speech in speeches)
        {
            var chosen = new List<Accent>();
            foreach (var candidate in Candidates(speech).OrderByDescending(accent => accent.Strength))
                if (chosen.TrueForAll(other => Math.Abs(other.Seconds - candidate.Seconds) >= LeastDistanceSeconds))
                    chosen.Add(candidate);
            accents.AddRange(chosen);
        }

        return [.. accents.OrderBy(accent => accent.Seconds)];
    }

    private static IEnumerable<Accent> Candidates(TimedSpeech speech)
    {
        var prosody = new ProsodyLevel(speech.Prosody);
        foreach (var mark in speech.Marks.Visemes)
        {
            if (!Enum.IsDefined(mark.Viseme) || !VisemeTarget.Of(mark.Viseme).IsVowel) continue;
            if (!(mark.EndSeconds > mark.StartSeconds) || mark.EndSeconds > speech.DurationSeconds) continue;
            var stress = mark.Stress switch { >= 2 => 0.3, 1 => 0.1, _ => 0 };
            var loudness = 0.3 * (prosody.Energy(mark.StartSeconds, mark.EndSeconds) - 1);
            // Without pitch a long vowel tells as much.
            var pitch = prosody.HasPitch
                ? 0.12 * (prosody.Semitones(mark.StartSeconds, mark.EndSeconds) ?? 0)
                : 2 * (mark.EndSeconds - mark.StartSeconds - 0.1);
            var strength = stress + Math.Clamp(loudness, -0.2, 0.3) + Math.Clamp(pitch, -0.3, 0.5);
            if (strength >= LeastStrength)
                yield return new(speech.StartSeconds + (mark.StartSeconds + mark.EndSeconds) / 2, Math.Min(1, strength));
        }
    }
}
