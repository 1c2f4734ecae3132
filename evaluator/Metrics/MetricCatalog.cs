using Avatar.Evaluator.Metrics.Face;
using Avatar.Evaluator.Metrics.LipSync;
using Avatar.Evaluator.Metrics.Speech;
using Avatar.Evaluator.Metrics.Speed;

namespace Avatar.Evaluator.Metrics;

/// <summary>All metrics, in the order in which reports show them.</summary>
internal static class MetricCatalog
{
    /// <summary>The metrics.</summary>
    public static IReadOnlyList<Metric> All { get; } =
    [
        .. SpeedMetrics.All, .. IntelligibilityMetrics.All, .. SpeakerMetrics.All, .. QualityMetrics.All, .. PitchMetrics.All, .. SpeechRateMetrics.All,
        .. LoudnessMetrics.All, .. SilenceMetrics.All, .. MarksSyncMetrics.All, .. SoundSyncMetrics.All,
        .. IdentityMetrics.All, .. SharpnessMetrics.All, .. FlickerMetrics.All, .. BlinkMetrics.All, .. HeadMotionMetrics.All,
    ];

    private static readonly Dictionary<string, Metric> ById = All.ToDictionary(metric => metric.Id);

    /// <summary>The metric of a name; null for one that this version does not know.</summary>
    public static Metric? Find(string id) => ById.GetValueOrDefault(id);
}
