using System.Numerics.Tensors;
using Avatar.Core.Languages;
using Avatar.Engines.Voices.Cloning.Search;

namespace Avatar.Tests.Voices.Cloning.Search;

/// <summary>
/// A world in which voices sound as the map says of another place: what is foretold is wrong by a different amount everywhere. Each language and
/// each sentence adds a little of its own.
/// </summary>
internal sealed class MadeUpSpeaker
{
    private readonly float[] _drift = Drift(1, 0.6f);

    public static VoiceMap Map { get; } = VoiceMap.Load();

    public static IReadOnlyList<Language> Sentences { get; } = [.. Enumerable.Range(0, 6).Select(i => Enum.GetValues<Language>()[i % 3])];

    public static IReadOnlyDictionary<Language, VoicePoint> Natives => Enum.GetValues<Language>().ToDictionary(language => language, _ => Start);

    public static VoicePoint Start { get; } = VoicePoint.Of(new float[VoicePoint.TimbreDimensions], Math.Log(150));

    /// <summary>The speaker to be found.</summary>
    public float[] Embedding { get; } = Map.Foretell(Start.Near(new Random(5), 0.7, 0.2));

    public int Heard { get; private set; }

    /// <summary>What it costs to go up along the first dimension.</summary>
    public float HarmOfFirst { get; init; }

    /// <summary>How a point sounds.</summary>
    public float[] Sound(VoicePoint point, int sentence)
    {
        var values = point.Values.ToArray();
        TensorPrimitives.MultiplyAdd(values.AsSpan(0, _drift.Length), 0.85f, _drift, values.AsSpan(0, _drift.Length));
        TensorPrimitives.Add(values.AsSpan(0, _drift.Length), Drift(10 + sentence, 0.1f), values.AsSpan(0, _drift.Length));
        TensorPrimitives.Add(values.AsSpan(0, _drift.Length), Drift(20 + sentence % 3, 0.2f), values.AsSpan(0, _drift.Length));
        return Map.Foretell(VoicePoint.Taken(values));
    }

    public (float[] Point, float[]? Reequalized, float Harm)[] Listen(
        IReadOnlyList<(VoicePoint Point, VoicePoint? Reequalized)> points, int sentence, CancellationToken cancellationToken)
    {
        Heard += points.Count;
        return [.. points.Select(pair => (Sound(pair.Point, sentence), pair.Reequalized is { } other ? Sound(other, sentence) : null, Harm(pair.Point)))];
    }

    private float Harm(VoicePoint point) => Math.Max(0, HarmOfFirst * point.Values[0]);

    /// <summary>How alike a point and the speaker are, the mean over the sentences of a language.</summary>
    public double Similarity(VoicePoint point, Language language) => Enumerable.Range(0, Sentences.Count)
        .Where(sentence => Sentences[sentence] == language)
        .Average(sentence => TensorPrimitives.CosineSimilarity<float>(Sound(point, sentence), Embedding));

    private static float[] Drift(int seed, float size)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, VoicePoint.SearchedTimbre).Select(_ => size * (2 * random.NextSingle() - 1))];
    }
}
