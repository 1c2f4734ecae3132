using System.Numerics.Tensors;
using Avatar.Core.Languages;

namespace Avatar.Engines.Voices.Cloning.Search;

/// <summary>
/// Looks for the points that sound most like a speaker, one for each language. Each generation climbs to the place that is foretold to be the
/// best for a language, says a sentence there and near by, and learns from what was heard.
/// </summary>
internal sealed class VoiceSearch
{
    private const double TimbreSpread = 0.25;
    private const double SoundSpread = 0.175;
    private const double GainSpread = 0.3;
    private const float Leash = 0.0005f;

    // The last places of a search lie around a better one.
    private const int Settled = 4;

    // Of the way to a native voice. The equalizer stays: it does no harm.
    private static readonly float[] StepsBack = [0.15f, 0.3f];

    private readonly VoiceMap _map;
    private readonly float[] _speaker;
    private readonly SearchJournal _journal;
    private readonly Listen _listen;

    /// <summary>A search.</summary>
    /// <param name="map">What is known before.</param>
    /// <param name="speaker">The speaker's embedding.</param>
    /// <param name="journal">What an interrupted search has heard; the generations are written to it.</param>
    /// <param name="listen">Says sentences.</param>
    public VoiceSearch(VoiceMap map, float[] speaker, SearchJournal journal, Listen listen) =>
        (_map, _speaker, _journal, _listen) = (map, speaker, journal, listen);

    /// <summary>Says a sentence at points.</summary>
    /// <param name="points">The points, each, if need be, with another that differs from it by its equalizer only.</param>
    /// <param name="sentence">The sentence's number.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The embeddings of what was heard, and the harm of the point.</returns>
    public delegate (float[] Point, float[]? Reequalized, float Harm)[] Listen(
        IReadOnlyList<(VoicePoint Point, VoicePoint? Reequalized)> points, int sentence, CancellationToken cancellationToken);

    /// <summary>Searches.</summary>
    /// <param name="stock">A stock voice that sounds a little like the speaker, at the speaker's pitch.</param>
    /// <param name="natives">A voice of each language, at the speaker's pitch.</param>
    /// <param name="sentences">The languages of the sentences; all languages take turns.</param>
    /// <param name="depth">How much is said.</param>
    /// <param name="progress">Is told the share of the generations done and the similarity that was heard lately.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public IReadOnlyDictionary<Language, VoicePoint> Run(
        VoicePoint stock, IReadOnlyDictionary<Language, VoicePoint> natives, IReadOnlyList<Language> sentences, SearchDepth depth, Action<double, double> progress,
        CancellationToken cancellationToken)
    {
        var harm = new HarmModel(natives);
        var start = new Ascent(new EmbeddingModel(_map, stock), null, _speaker).Climb(stock, sentences[0], 200, 0.08, 2 * Leash, cancellationToken);
        var model = new EmbeddingModel(_map, start);
        var best = new Dictionary<Language, VoicePoint>();
        var ascent = new Ascent(model, harm, _speaker);
        var centres = new Dictionary<Language, List<VoicePoint>>();
        var lately = new Queue<double>();
        for (var generation = 0; generation < depth.Generations; generation++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var sentence = generation % sentences.Count;
            var language = sentences[sentence];
            if (_journal.Next() is not { } heard)
            {
                // Of each generation its own, so that a resumed search draws what it would have drawn.
                var random = new Random(generation);
                model.Fit();
                var points = best.TryGetValue(language, out var last)
                    ? Around(ascent.Climb(last, language, 60, 0.05, Leash, cancellationToken).Spoken(), depth.Points, random)
                    : Between(start, natives[language], depth.Points);
                heard = Hear(points, language, sentence, generation, random, cancellationToken);
                _journal.Write(heard);
            }

            foreach (var observation in heard)
            {
                model.Add(observation);
                harm.Add(observation);
            }

            // The first time there is nothing to go on from but what was heard.
            best[language] = best.ContainsKey(language) ? heard[0].Point : heard.Where(observation => observation.Harm is not null).MaxBy(observation => Worth(observation.Embedding, observation.Harm!.Value))!.Point;
            if (!centres.TryAdd(language, [best[language]])) centres[language].Add(best[language]);
            lately.Enqueue(TensorPrimitives.Dot<float>(heard[0].Embedding, _speaker));
            if (lately.Count > best.Count) lately.Dequeue();
            progress((generation + 1.0) / depth.Generations, lately.Average());
        }

        model.Fit();
        return best.ToDictionary(pair => pair.Key, pair =>
        {
            var climbed = ascent.Climb(pair.Value, pair.Key, 100, 0.05, Leash, cancellationToken);
            if (!depth.HearsTheEnd) return climbed.Spoken();
            var settled = VoicePoint.Mean([.. centres[pair.Key].TakeLast(Settled)]).Spoken();
            return Choose([settled, climbed.Spoken(), .. StepsBack.Select(share => climbed.Towards(natives[pair.Key].EqualizedAs(climbed), share).Spoken())], pair.Key, sentences, cancellationToken);
        });
    }

    /// <summary>Hears points in every sentence of a language and gives the best: where the search ends, nothing was heard yet.</summary>
    private VoicePoint Choose(IReadOnlyList<VoicePoint> points, Language language, IReadOnlyList<Language> sentences, CancellationToken cancellationToken)
    {
        var worth = new double[points.Count];
        for (var sentence = 0; sentence < sentences.Count; sentence++)
        {
            if (sentences[sentence] != language) continue;
            var sounds = _listen([.. points.Select(point => (point, (VoicePoint?)null))], sentence, cancellationToken);
            for (var i = 0; i < worth.Length; i++) worth[i] += Worth(sounds[i].Point, sounds[i].Harm);
        }

        return points[Array.IndexOf(worth, worth.Max())];
    }

    private double Worth(float[] embedding, float harm) => TensorPrimitives.Dot<float>(embedding, _speaker) - harm;

    /// <summary>Points from one to another, with both: how much of the speaker's timbre a language bears is seen at once.</summary>
    private static IEnumerable<VoicePoint> Between(VoicePoint from, VoicePoint to, int count) =>
        Enumerable.Range(0, count).Select(i => from.Towards(to, (float)i / (count - 1)).Spoken());

    /// <summary>A point, then others near by.</summary>
    private static IEnumerable<VoicePoint> Around(VoicePoint centre, int count, Random random) =>
        Enumerable.Range(0, count).Select(i => i == 0 ? centre : centre.Near(random, TimbreSpread, SoundSpread));

    /// <summary>Hears points, each with another equalizer too.</summary>
    private Observation[] Hear(IEnumerable<VoicePoint> tried, Language language, int sentence, int generation, Random random, CancellationToken cancellationToken)
    {
        var points = tried.Select(point => (Point: point, Reequalized: point.Reequalized(random, GainSpread))).ToList();
        var sounds = _listen([.. points.Select(pair => (pair.Point, (VoicePoint?)pair.Reequalized))], sentence, cancellationToken);
        return
        [
            .. points.Zip(sounds).SelectMany((pair, i) =>
            {
                var synthesis = generation * points.Count + i;
                return (Observation[])
                [
                    new(pair.First.Point, language, sentence, synthesis, pair.Second.Point, pair.Second.Harm),
                    new(pair.First.Reequalized, language, sentence, synthesis, pair.Second.Reequalized!, null),
                ];
            }),
        ];
    }
}
