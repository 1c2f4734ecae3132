using System.Numerics.Tensors;
using Avatar.Engines.Voices;
using Avatar.Evaluator.Clips;

namespace Avatar.Evaluator.Metrics.Speech;

/// <summary>
/// Who speaks, by Resemblyzer's embeddings (generalized end-to-end loss, https://arxiv.org/abs/1710.10467): cosines, 1 for the same sound; the same person again
/// scores 0.85 to 0.98. A cloned voice is compared with its recording, a stock voice with three other sentences that it says in its own language.
/// </summary>
internal static class SpeakerMetrics
{
    private const int Parts = 3;
    private const int LeastSamples = SpeakerEncoder.SampleRateHz / 2;

    /// <summary>The cosine of the clip's speech and the voice's reference.</summary>
    public static readonly Metric Similarity = new(
        "speaker_similarity", "Speaker similarity", "", MetricFamily.Speech, Better.Higher, new Noise(0.01),
        "Cosine of the speaker embeddings of the clip and of the voice's reference: the recording of a cloned voice, other sentences of a stock voice.");

    /// <summary>The mean cosine between the thirds of the clip's speech.</summary>
    public static readonly Metric Constancy = new(
        "speaker_constancy", "Speaker constancy", "", MetricFamily.Speech, Better.Higher, new Noise(0.03),
        "Mean cosine of the speaker embeddings between the three thirds of the speech: whether one person speaks from beginning to end.");

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<Metric> All = [Similarity, Constancy];

    /// <summary>Listens to a clip.</summary>
    /// <param name="sound">The clip.</param>
    /// <param name="reference">The embedding of who it should be; null where that is not known.</param>
    /// <param name="encoder">Tells who speaks.</param>
    public static IEnumerable<Measured> Measure(ClipSound sound, float[]? reference, SpeakerEncoder encoder)
    {
        if (sound.Speech.Length < LeastSamples) yield break;
        if (reference is not null) yield return Similarity.Of(Cosine(encoder.Embed(sound.Speech), reference));
        var length = sound.Speech.Length / Parts;
        if (length < LeastSamples) yield break;
        var thirds = Enumerable.Range(0, Parts).Select(part => encoder.Embed(sound.Speech.AsSpan(part * length, length))).ToList();
        yield return Constancy.Of((Cosine(thirds[0], thirds[1]) + Cosine(thirds[0], thirds[2]) + Cosine(thirds[1], thirds[2])) / Parts);
    }

    /// <summary>The cosine of the halves of a recording: how alike a person and the same person are.</summary>
    public static Measured MeasureHalves(ClipSound sound, SpeakerEncoder encoder)
    {
        var half = sound.Speech.Length / 2;
        return Similarity.Of(half < LeastSamples ? double.NaN : Cosine(encoder.Embed(sound.Speech.AsSpan(0, half)), encoder.Embed(sound.Speech.AsSpan(half))));
    }

    private static double Cosine(float[] a, float[] b) => TensorPrimitives.CosineSimilarity<float>(a, b);
}
