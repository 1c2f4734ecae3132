namespace Avatar.Engines.Speech.Marks;

/// <summary>A phoneme or a pause as an engine timed it, in its raw audio.</summary>
/// <param name="Symbol">The phoneme; empty for a place where a pause may be: a space or a punctuation mark.</param>
/// <param name="StartSeconds">When it begins.</param>
/// <param name="EndSeconds">When it ends.</param>
/// <param name="Stress">0, 1 or 2.</param>
/// <param name="Word">The index of its word; -1 for a pause.</param>
internal readonly record struct TimedPhoneme(string Symbol, double StartSeconds, double EndSeconds, int Stress, int Word)
{
    /// <summary>Whether it stands for a possible pause.</summary>
    public bool IsPause => Symbol.Length == 0;
}
