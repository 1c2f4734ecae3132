using Avatar.Core.Speech;

namespace Avatar.Evaluator.Metrics.LipSync;

/// <summary>
/// How far each mouth shape opens the lips, 0 closed to 1 for an open vowel: the order of jaw heights in phonetics (P. Ladefoged and K. Johnson, "A Course in Phonetics").
/// It is not taken from the engine that is measured.
/// </summary>
internal static class MouthTarget
{
    private const double SmoothSeconds = 0.06;
    private const double StepSeconds = 0.005;

    /// <summary>The opening of a shape.</summary>
    public static double Of(Viseme viseme) => viseme switch
    {
        Viseme.Rest or Viseme.Bilabial => 0,
        Viseme.LabioDental => 0.05,
        Viseme.Sibilant or Viseme.AlveoloPalatal or Viseme.PostAlveolar or Viseme.Retroflex or Viseme.Glide => 0.15,
        Viseme.Dental or Viseme.Alveolar or Viseme.Rhotic or Viseme.Palatal or Viseme.FrontRoundVowel or Viseme.CloseRoundVowel => 0.2,
        Viseme.CloseFrontVowel or Viseme.Lateral or Viseme.Velar => 0.3,
        Viseme.CentralVowel or Viseme.MidRoundVowel => 0.55,
        Viseme.MidFrontVowel => 0.6,
        Viseme.OpenVowel => 1,
        _ => throw new ArgumentOutOfRangeException(nameof(viseme), viseme, "Unknown mouth shape."),
    };

    /// <summary>The opening that marks ask for in each frame, at its middle: lips take their time, so it is the mean over 0.06 s on either side.</summary>
    public static double[] Track(IReadOnlyList<VisemeMark> visemes, int frames, double framesPerSecond)
    {
        var openings = new double[frames];
        for (var frame = 0; frame < frames; frame++)
        {
            var middle = (frame + 0.5) / framesPerSecond;
            var (sum, count) = (0.0, 0);
            for (var time = middle - SmoothSeconds; time <= middle + SmoothSeconds; time += StepSeconds, count++) sum += At(visemes, time);
            openings[frame] = sum / count;
        }

        return openings;
    }

    private static double At(IReadOnlyList<VisemeMark> visemes, double time)
    {
        var (from, to) = (0, visemes.Count);
        while (from < to)
        {
            var middle = (from + to) / 2;
            if (visemes[middle].EndSeconds <= time) from = middle + 1;
            else to = middle;
        }

        return from < visemes.Count && visemes[from].StartSeconds <= time ? Of(visemes[from].Viseme) : 0;
    }
}
