using Avatar.Core.Portraits;
using Avatar.Core.Speech;

namespace Avatar.Engines.Portraits.Motion;

/// <summary>A viseme on the whole timeline, or a pause.</summary>
/// <param name="Viseme">What is to be seen.</param>
/// <param name="Start">When it begins, in seconds.</param>
/// <param name="End">When it ends, in seconds.</param>
/// <param name="Amplitude">How much of a vowel's held shape is aimed at.</param>
internal readonly record struct Sound(Viseme Viseme, double Start, double End, double Amplitude)
{
    /// <summary>A pause at least this long closes the mouth.</summary>
    public const double PauseSeconds = 0.12;

    private const double Forever = 1e9;

    /// <summary>How long it lasts.</summary>
    public double Seconds => End - Start;

    /// <summary>Whether it is silence long enough to close the mouth.</summary>
    public bool IsPause => Viseme == Viseme.Rest && Seconds >= PauseSeconds;

    /// <summary>All sounds of the speeches in order, with silence everywhere else: they cover all time without gap or overlap.</summary>
    public static Sound[] Timeline(IReadOnlyList<TimedSpeech> speeches)
    {
        var sounds = new List<Sound>();
        var end = -Forever;
        foreach (var speech in speeches)
        {
            var prosody = new ProsodyLevel(speech.Prosody);
            foreach (var mark in speech.Marks.Visemes)
            {
                if (mark.Viseme == Viseme.Rest || !Enum.IsDefined(mark.Viseme)) continue;
                var start = Math.Max(end, speech.StartSeconds + Math.Max(0, mark.StartSeconds));
                var stop = speech.StartSeconds + Math.Min(mark.EndSeconds, speech.DurationSeconds);
                if (!(stop - start > 1e-6)) continue;
                if (start - end > 1e-6) sounds.Add(new(Viseme.Rest, end, start, 1));
                sounds.Add(new(mark.Viseme, start, stop, AmplitudeOf(mark, prosody)));
                end = stop;
            }
        }

        sounds.Add(new(Viseme.Rest, end, Forever, 1));
        return [.. sounds];
    }

    /// <summary>Running speech stays below held shapes; stress, loudness and time bring a vowel nearer to its own.</summary>
    private static double AmplitudeOf(VisemeMark mark, ProsodyLevel prosody)
    {
        var stress = mark.Stress switch { >= 2 => 0.7, 1 => 0.63, _ => 0.55 };
        var loudness = Math.Clamp(0.8 + 0.2 * prosody.Energy(mark.StartSeconds, mark.EndSeconds), 0.84, 1.06);
        var length = Math.Clamp(0.8 + 2 * (mark.EndSeconds - mark.StartSeconds), 0.85, 1.05);
        return stress * loudness * length;
    }
}
