using Avatar.Core.Errors;

namespace Avatar.Engines.Voices.Utterances;

/// <summary>Chooses among utterances: those that are not chosen get the fault that tells why.</summary>
internal static class BestSpeech
{
    /// <summary>As much is kept at most, short pauses included.</summary>
    public const double MostSeconds = 60;

    // What sounds clearly worse than the rest is only taken where there is little.
    private const double LittleSeconds = 20;
    private const double ClearlyWorse = 0.4;

    /// <summary>Keeps what the voice with the most good speech says alone.</summary>
    /// <returns>The utterances, and the share of the good speech that is other voices'.</returns>
    public static (IReadOnlyList<Utterance> Utterances, double OthersShare) OfMainVoice(IReadOnlyList<Utterance> utterances)
    {
        var groups = SpeakerGroups.Of([.. utterances.SelectMany(utterance => utterance.Voices)]);
        // A group of one window may be an odd sound of anybody.
        var sizes = groups.CountBy(group => group).ToDictionary();
        bool IsOther(int group) => group != SpeakerGroups.Largest && sizes[group] > 1;
        var (marked, next) = (new List<Utterance>(), 0);
        foreach (var utterance in utterances)
        {
            var own = groups.AsSpan(next, utterance.Voices.Count).ToArray();
            next += own.Length;
            var alone = !own.Any(IsOther) && 2 * own.Count(group => group == SpeakerGroups.Largest) >= own.Length;
            marked.Add(alone ? utterance : utterance with { Fault = UtteranceFault.OtherVoice });
        }

        return (marked, groups.Length == 0 ? 0 : (double)groups.Count(IsOther) / groups.Length);
    }

    /// <summary>Keeps what sounds best.</summary>
    public static IReadOnlyList<Utterance> OfAll(IReadOnlyList<Utterance> utterances)
    {
        var (kept, seconds, ratings) = (new HashSet<Utterance>(ReferenceEqualityComparer.Instance), 0.0, 0.0);
        foreach (var utterance in utterances.Where(utterance => utterance.Fault is null).OrderByDescending(utterance => utterance.Rating!.Value.Overall))
        {
            var rating = utterance.Rating!.Value.Overall;
            if (seconds + utterance.Seconds > MostSeconds || (seconds >= LittleSeconds && rating < ratings / kept.Count - ClearlyWorse)) continue;
            kept.Add(utterance);
            (seconds, ratings) = (seconds + utterance.Seconds, ratings + rating);
        }

        return [.. utterances.Select(utterance => utterance.Fault is not null || kept.Contains(utterance) ? utterance : utterance with { Fault = UtteranceFault.NotNeeded })];
    }

    /// <summary>Refuses recordings in which too little can be used.</summary>
    /// <param name="utterances">The utterances.</param>
    /// <param name="length">Which length of them counts.</param>
    /// <param name="leastSeconds">How much is needed.</param>
    /// <param name="source">What the user gave.</param>
    /// <exception cref="InvalidInputException">There is less; the message says why and what would do.</exception>
    public static void CheckEnough(IReadOnlyList<Utterance> utterances, Func<Utterance, double> length, double leastSeconds, string source)
    {
        var all = utterances.Sum(length);
        if (all < leastSeconds)
            throw new InvalidInputException("file", $"{source}: {all:0.0} s of speech, at least {leastSeconds:0} s are needed. Give a recording in which the person speaks for 6 to 60 s.");
        var clean = utterances.Where(utterance => utterance.Fault is null).Sum(length);
        if (clean >= leastSeconds) return;
        var worst = utterances.Where(utterance => utterance.Fault is not null).GroupBy(utterance => utterance.Fault!.Value).MaxBy(fault => fault.Sum(length))!;
        throw new InvalidInputException(
            "file",
            $"{source}: {clean:0.0} s of clean speech of one person, at least {leastSeconds:0} s are needed; most of the rest ({worst.Sum(length):0.0} s): {worst.Key.Text()}. {worst.Key.WayOut()}");
    }
}
