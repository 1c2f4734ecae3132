using Avatar.Core.Speech;

namespace Avatar.Engines.Portraits.Motion;

/// <summary>
/// The mouth over time: sounds blended by dominance, then held to what each must show. Every sound counts within a window of less than
/// a quarter of a second around it, and the windows are finite kernels, so the shape at a time follows from the speech near that time alone.
/// </summary>
/// <param name="sounds">All sounds, covering all time.</param>
/// <param name="frameSeconds">How long a frame is to be seen; constraints hold over all of it.</param>
internal sealed class Articulation(Sound[] sounds, double frameSeconds)
{
    /// <summary>By how much the mouth is ahead of the sound.</summary>
    private const double LeadSeconds = 0.035;

    private const double ReachSeconds = 0.25;
    private const double AverageSeconds = 0.035;

    // How far each group of muscles looks ahead and lags behind. Rounding begins early, the jaw is slow, lips and tongue are quick.
    private static readonly (double Ahead, double Behind) Jaw = (0.075, 0.075);
    private static readonly (double Ahead, double Behind) Rounding = (0.09, 0.08);
    private static readonly (double Ahead, double Behind) Lips = (0.05, 0.05);

    /// <summary>The mouth's shape for the frame whose middle is at <paramref name="time"/>.</summary>
    public MouthShape At(double time)
    {
        var first = FirstEndingAfter(time - ReachSeconds);
        // A ratio of windows can swing fast; a short average over it bounds the speed.
        var shape = default(MouthShape);
        AddBlend(ref shape, 0.25, first, time + LeadSeconds - AverageSeconds);
        AddBlend(ref shape, 0.5, first, time + LeadSeconds);
        AddBlend(ref shape, 0.25, first, time + LeadSeconds + AverageSeconds);
        for (var i = first; i < sounds.Length && sounds[i].Start < time + ReachSeconds; i++)
            if (sounds[i].IsPause) MouthConstraint.Relax(ref shape, sounds[i], time);
        for (var i = first; i < sounds.Length && sounds[i].Start < time + ReachSeconds; i++)
            MouthConstraint.Apply(ref shape, sounds[i], time, frameSeconds);
        // Closed lips come last: nothing may open them.
        for (var i = first; i < sounds.Length && sounds[i].Start < time + ReachSeconds; i++)
            if (sounds[i].Viseme == Viseme.Bilabial) MouthConstraint.Close(ref shape, sounds[i], time, frameSeconds);
        MouthConstraint.Begin(ref shape, time);
        return shape;
    }

    /// <summary>Adds the sounds' blend at a time, with a weight.</summary>
    private void AddBlend(ref MouthShape total, double weight, int first, double time)
    {
        var sum = default(MouthShape);
        var (jawSum, roundingSum, lipSum) = (0.0, 0.0, 0.0);
        for (var i = first; i < sounds.Length && sounds[i].Start < time + ReachSeconds; i++)
        {
            ref readonly var sound = ref sounds[i];
            ref readonly var target = ref VisemeTarget.Of(sound.Viseme);
            // A short silence, as before a stop's burst, must not shut the mouth.
            var presence = sound.Viseme == Viseme.Rest && !sound.IsPause ? 0.3 : 1;
            var jaw = presence * target.JawDominance * Share(sound, time, Jaw);
            var rounding = presence * target.RoundingDominance * Share(sound, time, Rounding);
            var lips = presence * target.LipDominance * Share(sound, time, Lips);
            var amplitude = target.IsVowel ? sound.Amplitude : 1;
            var shape = target.Shape;
            sum.JawOpen += jaw * shape.JawOpen * amplitude;
            sum.Pucker += rounding * shape.Pucker * Math.Sqrt(amplitude);
            sum.Stretch += rounding * shape.Stretch * amplitude;
            sum.UpperLipRaise += lips * shape.UpperLipRaise * amplitude;
            sum.LowerLipDrop += lips * shape.LowerLipDrop * amplitude;
            sum.TongueHeight += lips * shape.TongueHeight;
            sum.TongueOut += lips * shape.TongueOut;
            jawSum += jaw;
            roundingSum += rounding;
            lipSum += lips;
        }

        // The sounds cover all time and every dominance is positive, so no sum is zero.
        total.JawOpen += weight * sum.JawOpen / jawSum;
        total.Pucker += weight * sum.Pucker / roundingSum;
        total.Stretch += weight * sum.Stretch / roundingSum;
        total.UpperLipRaise += weight * sum.UpperLipRaise / lipSum;
        total.LowerLipDrop += weight * sum.LowerLipDrop / lipSum;
        total.TongueHeight += weight * sum.TongueHeight / lipSum;
        total.TongueOut += weight * sum.TongueOut / lipSum;
    }

    /// <summary>The part of the window around a time that a sound fills: the integral of a smooth kernel over the sound, 0 .. 1.</summary>
    private static double Share(in Sound sound, double time, (double Ahead, double Behind) window)
    {
        // A mouth comes to rest later than its voice.
        var soundStart = sound.IsPause ? sound.Start + Math.Min(0.2 * sound.Seconds, 0.06) : sound.Start;
        var width = window.Ahead + window.Behind;
        var start = time - window.Behind;
        return Curves.Step((sound.End - start) / width) - Curves.Step((soundStart - start) / width);
    }

    private int FirstEndingAfter(double time)
    {
        var (low, high) = (0, sounds.Length - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sounds[middle].End > time) high = middle;
            else low = middle + 1;
        }

        return low;
    }
}
