using Avatar.Core.Languages;
using Avatar.Engines.Recognition.Whisper;

namespace Avatar.Engines.Voices.Cloning;

/// <summary>How a clear voice says a sentence: what other voices are judged by.</summary>
internal sealed class SentenceStandard
{
    // A loss of 0.1 in logarithmic probability is about three words more in a hundred that are not understood.
    private const double IntelligibilityWorth = 0.2;
    private const double MostLost = 1.5;
    private const double QualityWorth = 0.1;

    private readonly VoiceEars _ears;
    private readonly Intelligibility _intelligibility;
    private readonly Language _language;
    private readonly IReadOnlyList<int> _tokens;
    private readonly double _logProbability;
    private readonly double _quality;

    /// <summary>Listens to the clear voice.</summary>
    /// <param name="ears">Rate quality.</param>
    /// <param name="intelligibility">Tells what is understood.</param>
    /// <param name="said">The sentence in the clear voice, at 16 kHz.</param>
    /// <param name="language">Its language.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public SentenceStandard(VoiceEars ears, Intelligibility intelligibility, float[] said, Language language, CancellationToken cancellationToken)
    {
        (_ears, _intelligibility, _language) = (ears, intelligibility, language);
        _tokens = intelligibility.Write(said, language, cancellationToken);
        _logProbability = intelligibility.LogProbability(said, language, _tokens, cancellationToken);
        _quality = ears.Quality.Rate(said).Overall;
    }

    /// <summary>How much harder to understand, and how much worse, another voice sounds that says the same, in units of similarity.</summary>
    /// <param name="said">The sentence in the other voice, at 16 kHz.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public double HarmOf(float[] said, CancellationToken cancellationToken)
    {
        var lost = _logProbability - _intelligibility.LogProbability(said, _language, _tokens, cancellationToken);
        var fall = _quality - _ears.Quality.Rate(said).Overall;
        return IntelligibilityWorth * Math.Clamp(lost, 0, MostLost) + QualityWorth * Math.Max(0, fall);
    }
}
