using Avatar.Core.Portraits;

namespace Avatar.Engines.Portraits.Motion;

/// <summary>Where the speaker stops for a moment.</summary>
/// <param name="Seconds">When the last sound ends, on the whole timeline.</param>
/// <param name="IsRising">Whether the pitch goes up before it, as in a question.</param>
internal readonly record struct PhraseEnd(double Seconds, bool IsRising)
{
    private const double LeastPauseSeconds = 0.2;
    private const double RiseSemitones = 2;

    /// <summary>All phrase ends in order of time.</summary>
    public static PhraseEnd[] Of(Sound[] sounds, IReadOnlyList<TimedSpeech> speeches)
    {
        var ends = new List<PhraseEnd>();
        for (var i = 1; i < sounds.Length; i++)
            if (sounds[i].IsPause && sounds[i].Seconds >= LeastPauseSeconds)
                ends.Add(new(sounds[i].Start, Rises(sounds[i].Start, speeches)));
        return [.. ends];
    }

    private static bool Rises(double end, IReadOnlyList<TimedSpeech> speeches)
    {
        foreach (var speech in speeches)
        {
            var seconds = end - speech.StartSeconds;
            if (seconds <= 0 || seconds > speech.DurationSeconds + 1e-6) continue;
            var prosody = new ProsodyLevel(speech.Prosody);
            return prosody.Semitones(seconds - 0.2, seconds) - prosody.Semitones(seconds - 0.6, seconds - 0.2) > RiseSemitones;
        }

        return false;
    }
}
