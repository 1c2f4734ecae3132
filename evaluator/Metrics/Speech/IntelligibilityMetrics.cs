using Avatar.Core.Languages;
using Avatar.Core.Recognition;
using Avatar.Evaluator.Clips;

namespace Avatar.Evaluator.Metrics.Speech;

/// <summary>A stretch of a clip in which one text is said.</summary>
internal sealed record SpokenPart(Language Language, string Text, double StartSeconds, double EndSeconds);

/// <summary>
/// What a recogniser understands: Whisper base (https://arxiv.org/abs/2212.04356) listens to each segment. Error rates are those of <see cref="ErrorRate"/>, over
/// all units of the clip. The language is that which Whisper finds likeliest of the product's three when it is told none.
/// </summary>
internal static class IntelligibilityMetrics
{
    /// <summary>Errors for one unit said, in percent: words, in Mandarin characters.</summary>
    public static readonly Metric Errors = new(
        "error_rate", "Error rate", "%", MetricFamily.Speech, Better.Lower, new Noise(6),
        "Words (in Mandarin characters) that Whisper gets wrong, of those that were to be said.");

    /// <summary>The share of the speech, in percent of its time, whose language is the asked one.</summary>
    public static readonly Metric LanguageAsAsked = new(
        "language_as_asked", "Language as asked", "%", MetricFamily.Speech, Better.Higher, new Noise(0.1),
        "Time spoken in the language that was asked for there, as Whisper hears it.");

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<Metric> All = [Errors, LanguageAsAsked];

    /// <summary>Listens to a clip.</summary>
    /// <param name="sound">The clip.</param>
    /// <param name="parts">What is said; at least one.</param>
    /// <param name="asked">The languages that must be heard, in order.</param>
    /// <param name="whisper">The recogniser.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The values, and the parts with what was understood.</returns>
    public static async Task<(IReadOnlyList<Measured> Values, IReadOnlyList<SpokenPart> Heard)> MeasureAsync(
        ClipSound sound, IReadOnlyList<SpokenPart> parts, IReadOnlyList<Language> asked, ITranscriber whisper, CancellationToken cancellationToken)
    {
        var (errors, units, asAsked, seconds, run) = (0, 0, 0.0, 0.0, -1);
        var heard = new List<SpokenPart>();
        for (var i = 0; i < parts.Count; i++)
        {
            var part = parts[i];
            var samples = sound.Between(part.StartSeconds, part.EndSeconds);
            var understood = (await whisper.TranscribeAsync(samples, ClipSound.HeardRateHz, part.Language, cancellationToken)).Text;
            var rate = ErrorRate.Of(part.Text, understood, part.Language);
            (errors, units) = (errors + rate.Errors, units + rate.ReferenceUnits);
            heard.Add(part with { Text = understood });

            // Runs of one language follow each other as they were asked for; a run too many or too few is wrong wherever it is.
            if (i == 0 || part.Language != parts[i - 1].Language) run++;
            var length = part.EndSeconds - part.StartSeconds;
            var likeliest = (await whisper.DetectLanguageAsync(samples, ClipSound.HeardRateHz, cancellationToken))?.Likeliest;
            if (run < asked.Count && likeliest == asked[run]) asAsked += length;
            seconds += length;
        }

        var missing = Math.Max(0, asked.Count - 1 - run);
        return ([Errors.Of(100.0 * errors / Math.Max(1, units)), LanguageAsAsked.Of(100 * asAsked / seconds * (asked.Count - missing) / asked.Count)], heard);
    }
}
