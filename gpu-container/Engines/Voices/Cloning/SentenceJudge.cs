using Avatar.Core.Languages;
using Avatar.Engines.Recognition.Whisper;

namespace Avatar.Engines.Voices.Cloning;

/// <summary>Tells how well a sentence is said. Thread-safe.</summary>
/// <param name="quality">Rates quality.</param>
/// <param name="intelligibility">Tells what is understood.</param>
internal sealed class SentenceJudge(SpeechQuality quality, Intelligibility intelligibility)
{
    // A loss of 0.1 in logarithmic probability is about three words more in a hundred that are not understood.
    private const double IntelligibilityWorth = 0.18;
    private const double MostLost = 1.5;
    private const double QualityWorth = 0.1;

    /// <summary>Listens to a clear voice.</summary>
    /// <param name="said">A sentence, at 16 kHz.</param>
    /// <param name="language">Its language.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public SentenceStandard Standard(float[] said, Language language, CancellationToken cancellationToken)
    {
        var tokens = intelligibility.Write(said, language, cancellationToken);
        return new SentenceStandard(tokens, intelligibility.LogProbability(said, language, tokens, cancellationToken), quality.Rate(said).Overall);
    }

    /// <summary>How much harder to understand, and how much worse, another voice sounds that says the same, in units of similarity.</summary>
    /// <param name="standard">How a clear voice says it.</param>
    /// <param name="said">The sentence in the other voice, at 16 kHz.</param>
    /// <param name="language">Its language.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public double HarmOf(SentenceStandard standard, float[] said, Language language, CancellationToken cancellationToken)
    {
        var lost = standard.LogProbability - intelligibility.LogProbability(said, language, standard.Tokens, cancellationToken);
        var fall = standard.Quality - quality.Rate(said).Overall;
        return IntelligibilityWorth * Math.Clamp(lost, 0, MostLost) + QualityWorth * Math.Max(0, fall);
    }
}
