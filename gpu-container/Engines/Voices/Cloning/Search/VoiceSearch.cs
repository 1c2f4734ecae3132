using System.Numerics.Tensors;
using Avatar.Core.Languages;

namespace Avatar.Engines.Voices.Cloning.Search;

/// <summary>
/// Looks for the points that sound most like a speaker, one for each language. Each generation climbs to the place that is foretold to be the
/// best for a language, says a sentence there and near by, and learns from what was heard.
/// </summary>
internal sealed class VoiceSearch
{
    /// <summary>How many generations a search takes: no more is gained after them.</summary>
    public const int FullGenerations = 42;

    /// <summary>How many a quick one takes.</summary>
    public const int QuickGenerations = 6;

    private const int PointsTried = 6;
    private const double TimbreSpread = 0.25;
    private const double SoundSpread = 0.175;
    private const double GainSpread = 0.3;
    private const float Leash = 0.0005f;
    private const int EarlyGenerations = 4;

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
    /// <param name="points">The points, each with another that differs from it by its equalizer only.</param>
    /// <param name="sentence">The sentence's number.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The embeddings of what was heard.</returns>
    public delegate (float[] Point, float[] Reequalized)[] Listen(
        IReadOnlyList<(VoicePoint Point, VoicePoint Reequalized)> points, int sentence, CancellationToken cancellationToken);

    /// <summary>Searches.</summary>
    /// <param name="stock">A stock voice that sounds a little like the speaker, at the speaker's pitch.</param>
    /// <param name="sentences">The languages of the sentences; all languages take turns.</param>
    /// <param name="generations">How many generations, a multiple of the number of languages.</param>
    /// <param name="progress">Is told the generations done and the similarity that was heard lately.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public IReadOnlyDictionary<Language, VoicePoint> Run(
        VoicePoint stock, IReadOnlyList<Language> sentences, int generations, Action<int, double> progress, CancellationToken cancellationToken)
    {
        var start = new Ascent(new EmbeddingModel(_map, stock), _speaker).Climb(stock, sentences[0], 200, 0.08, 2 * Leash, cancellationToken);
        var model = new EmbeddingModel(_map, start);
        var ascent = new Ascent(model, _speaker);
        var best = sentences.Distinct().ToDictionary(language => language, _ => start);
        var lately = new Queue<double>();
        for (var generation = 0; generation < generations; generation++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var sentence = generation % sentences.Count;
            var language = sentences[sentence];
            if (_journal.Next() is not { } heard)
            {
                model.Fit();
                var centre = generation switch
                {
                    0 => start,
                    <= EarlyGenerations => ascent.Climb(best[language], language, 150, 0.08, Leash, cancellationToken),
                    _ => ascent.Climb(best[language], language, 60, 0.05, Leash, cancellationToken),
                };
                heard = Hear(centre.Spoken(), language, sentence, generation, cancellationToken);
                _journal.Write(heard);
            }

            foreach (var observation in heard) model.Add(observation);
            best[language] = heard[0].Point;
            lately.Enqueue(TensorPrimitives.Dot<float>(heard[0].Embedding, _speaker));
            if (lately.Count > best.Count) lately.Dequeue();
            progress(generation + 1, lately.Average());
        }

        model.Fit();
        return best.ToDictionary(pair => pair.Key, pair => ascent.Climb(pair.Value, pair.Key, 100, 0.05, Leash, cancellationToken).Spoken());
    }

    /// <summary>Hears a point first, then others near by.</summary>
    private Observation[] Hear(VoicePoint centre, Language language, int sentence, int generation, CancellationToken cancellationToken)
    {
        // Of each generation its own, so that a resumed search draws what it would have drawn.
        var random = new Random(generation);
        var points = Enumerable.Range(0, PointsTried)
            .Select(i => i == 0 ? centre : centre.Near(random, TimbreSpread, SoundSpread))
            .Select(point => (Point: point, Reequalized: point.Reequalized(random, GainSpread)))
            .ToList();
        var embeddings = _listen(points, sentence, cancellationToken);
        return
        [
            .. points.Zip(embeddings).SelectMany((pair, i) =>
            {
                var synthesis = generation * PointsTried + i;
                return (Observation[])
                [
                    new(pair.First.Point, language, sentence, synthesis, pair.Second.Point),
                    new(pair.First.Reequalized, language, sentence, synthesis, pair.Second.Reequalized),
                ];
            }),
        ];
    }
}
