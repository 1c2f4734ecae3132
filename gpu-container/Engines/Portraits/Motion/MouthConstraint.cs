using Avatar.Core.Speech;

namespace Avatar.Engines.Portraits.Motion;

/// <summary>
/// What a sound must show whatever its neighbours ask for: in every frame that is seen, even partly, during the middle 60 % of it,
/// and so in one frame at least.
/// </summary>
internal static class MouthConstraint
{
    private const double RampSeconds = 0.045;

    // The jaw is heavier than the lips: around a hold it may be open by no more than it can travel.
    private const double JawSpeedPerSecond = 9;
    private const double RoundingSpeedPerSecond = 8;
    private const double CornerSpeedPerSecond = 10;
    private const double JawCeiling = 0.12;

    /// <summary>Lets the mouth start from rest even where speech begins at once: the first frame is often the video's picture.</summary>
    public static void Begin(ref MouthShape shape, double time)
    {
        RestWithin(ref shape, Math.Max(0, time - 0.02));
        OpenLips(ref shape, Curves.Step(time / 0.1));
    }

    /// <summary>Lets the mouth come to rest in a pause: closed and not pressed.</summary>
    public static void Relax(ref MouthShape shape, in Sound pause, double time)
    {
        // The middle 60 % at least, and no more than 0.14 s of closing or opening in a long pause.
        var margin = Math.Min(0.2 * pause.Seconds, 0.14);
        var (start, end) = (pause.Start + margin, pause.End - margin);
        RestWithin(ref shape, Distance(time, start, end));
        OpenLips(ref shape, 1 - Curves.Plateau(time, start, end, margin + 0.02));
    }

    /// <summary>Applies what the sound must show, but for closed lips.</summary>
    public static void Apply(ref MouthShape shape, in Sound sound, double time, double frameSeconds)
    {
        switch (sound.Viseme)
        {
            case Viseme.LabioDental:
                var hold = Hold(sound, time, frameSeconds);
                shape.LowerLipTuck = Math.Max(shape.LowerLipTuck, 0.9 * hold);
                shape.UpperLipRaise = AtLeast(shape.UpperLipRaise, 0.25, hold);
                shape.LowerLipDrop *= 1 - hold;
                HoldJaw(ref shape, sound, time, frameSeconds);
                break;
            case Viseme.Sibilant or Viseme.PostAlveolar or Viseme.AlveoloPalatal or Viseme.Retroflex:
                HoldJaw(ref shape, sound, time, frameSeconds);
                break;
            case Viseme.Glide or Viseme.CloseRoundVowel or Viseme.FrontRoundVowel:
                Round(ref shape, 0.5, sound, time, frameSeconds);
                break;
            case Viseme.MidRoundVowel:
                Round(ref shape, 0.35, sound, time, frameSeconds);
                break;
        }
    }

    /// <summary>Closes the lips for p, b, m: they meet first and press then.</summary>
    public static void Close(ref MouthShape shape, in Sound sound, double time, double frameSeconds)
    {
        var meet = Hold(sound, time, frameSeconds + 0.008, rampSeconds: 0.035);
        OpenLips(ref shape, 1 - meet);
        HoldJaw(ref shape, sound, time, frameSeconds);
        shape.LipPress = Math.Max(shape.LipPress, 0.55 * Hold(sound, time, frameSeconds, rampSeconds: 0.02));
    }

    /// <summary>1 at every time within half a frame of the middle 60 %.</summary>
    private static double Hold(in Sound sound, double time, double frameSeconds, double rampSeconds = RampSeconds)
    {
        var margin = 0.2 * sound.Seconds - 0.5 * frameSeconds;
        return Curves.Plateau(time, sound.Start + margin, sound.End - margin, rampSeconds);
    }

    /// <summary>Lets jaw and corners be as far from rest as they can travel in these seconds.</summary>
    private static void RestWithin(ref MouthShape shape, double seconds)
    {
        shape.JawOpen = Math.Min(shape.JawOpen, JawSpeedPerSecond * seconds);
        shape.Pucker = Math.Min(shape.Pucker, CornerSpeedPerSecond * seconds);
        shape.Stretch = Math.Min(shape.Stretch, CornerSpeedPerSecond * seconds);
    }

    private static void OpenLips(ref MouthShape shape, double part)
    {
        shape.UpperLipRaise *= part;
        shape.LowerLipDrop *= part;
        shape.LowerLipTuck *= part;
        shape.TongueOut *= part;
        shape.TongueHeight *= part;
    }

    private static void HoldJaw(ref MouthShape shape, in Sound sound, double time, double frameSeconds) =>
        shape.JawOpen = Math.Min(shape.JawOpen, JawCeiling + JawSpeedPerSecond * Distance(sound, time, frameSeconds));

    private static void Round(ref MouthShape shape, double floor, in Sound sound, double time, double frameSeconds)
    {
        var least = Math.Max(0, floor - RoundingSpeedPerSecond * Distance(sound, time, frameSeconds));
        shape.Pucker = Math.Max(shape.Pucker, least);
        shape.Stretch *= 1 - least / floor;
    }

    private static double Distance(in Sound sound, double time, double frameSeconds)
    {
        var margin = 0.2 * sound.Seconds - 0.5 * frameSeconds;
        return Distance(time, sound.Start + margin, sound.End - margin);
    }

    /// <summary>How far a time is outside of a range, in seconds.</summary>
    private static double Distance(double time, double start, double end) => Math.Max(0, Math.Max(start - time, time - end));

    private static double AtLeast(double value, double limit, double hold) => value + hold * Math.Max(0, limit - value);
}
