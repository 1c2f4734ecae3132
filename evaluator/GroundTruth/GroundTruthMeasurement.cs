using System.Security.Cryptography;
using Avatar.Core.Errors;
using Avatar.Core.Languages;
using Avatar.Evaluator.Clips;
using Avatar.Evaluator.Metrics;
using Avatar.Evaluator.Metrics.Face;
using Avatar.Evaluator.Metrics.LipSync;
using Avatar.Evaluator.Metrics.Speech;
using Avatar.Evaluator.Runs;

namespace Avatar.Evaluator.GroundTruth;

/// <summary>
/// Measures what was not made by the product. Recordings of speech: all metrics of sound; a text of the same name that ends in <c>.txt</c> says what is said, for the
/// error rate; the speaker's similarity is that of the two halves. Films of a face that moves by itself: flicker, blinks and the head's motion. Pictures of a face
/// at rest (<c>NAME_rest.png</c>) and in mouth shapes (<c>NAME_AA.png</c> …): identity, sharpness and the mouth's opening, which a perfect renderer would read too.
/// </summary>
internal sealed class GroundTruthMeasurement(Instruments instruments)
{
    private const string Rest = "rest";

    private readonly List<GroundTruthSource> _sources = [];

    /// <summary>Measures.</summary>
    /// <param name="recordings">Sound files.</param>
    /// <param name="films">Video files.</param>
    /// <param name="pictures">Picture files of one face.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="InvalidInputException">A file can't be used.</exception>
    public async Task<GroundTruthFigures> RunAsync(
        IReadOnlyList<string> recordings, IReadOnlyList<string> films, IReadOnlyList<string> pictures, CancellationToken cancellationToken)
    {
        if (recordings.Count + films.Count + pictures.Count == 0)
            throw new InvalidInputException("recordings", "There is nothing to measure: give --recordings, --films or --pictures.");
        var speech = new List<(string Language, Measured Value)>();
        foreach (var recording in recordings)
        {
            var (language, values) = await ListenAsync(recording, cancellationToken);
            _sources.Add(await SourceAsync(recording, language.Code(), cancellationToken));
            speech.AddRange(values.Select(value => (language.Code(), value)));
        }

        var face = new List<Measured>();
        foreach (var film in films)
        {
            var track = await instruments.Faces.TrackAsync(film, cancellationToken);
            if (!track.Found.Any()) throw new InvalidInputException("film", $"No face is found in {film}.");
            _sources.Add(await SourceAsync(film, null, cancellationToken));
            face.AddRange([.. FlickerMetrics.Measure(track), .. BlinkMetrics.Measure(track), .. HeadMotionMetrics.Measure(track)]);
        }

        var looks = new Dictionary<string, FaceLook>();
        foreach (var picture in pictures)
        {
            looks.Add(ShapeOf(picture), instruments.Faces.LookAt(picture) ?? throw new InvalidInputException("picture", $"No face is found in {picture}."));
            _sources.Add(await SourceAsync(picture, null, cancellationToken));
        }

        face.AddRange(OfPictures(looks));
        return new GroundTruthFigures(
            _sources,
            speech.GroupBy(value => value.Language).ToDictionary(group => group.Key, group => MeansOf(group.Select(value => value.Value))),
            MeansOf(face),
            looks.OrderBy(look => look.Key, StringComparer.Ordinal).ToDictionary(look => look.Key, look => Math.Round(look.Value.MouthOpening, 4)));
    }

    private async Task<(Language Language, List<Measured> Values)> ListenAsync(string path, CancellationToken cancellationToken)
    {
        var sound = await ClipSound.ReadAsync(path, instruments.Ears, cancellationToken);
        var language = (await instruments.Whisper.DetectLanguageAsync(sound.Heard, ClipSound.HeardRateHz, cancellationToken))?.Likeliest
            ?? throw new InvalidInputException("recording", $"Nobody speaks in {path}.");
        var textFile = Path.ChangeExtension(path, ".txt");
        var text = File.Exists(textFile) ? await File.ReadAllTextAsync(textFile, cancellationToken) : null;
        var whole = new SpokenPart(language, text ?? "", 0, sound.Seconds);
        var (understood, heard) = await IntelligibilityMetrics.MeasureAsync(sound, [whole], [language], instruments.Whisper, cancellationToken);
        List<Measured> values = [.. ClipMeasurement.OfSound(instruments.Ears, sound, heard, null), SpeakerMetrics.MeasureHalves(sound, instruments.Ears.Speaker)];
        // Without a text nothing can be said of errors, and the language was taken from what was heard.
        return (language, text is null ? values : [.. values, .. understood]);
    }

    private static IEnumerable<Measured> OfPictures(Dictionary<string, FaceLook> looks)
    {
        if (!looks.TryGetValue(Rest, out var rest)) yield break;
        // As the frames of a film of this face; one a second, which these metrics do not ask for.
        var track = new FaceTrack(1, [.. looks.Where(look => look.Key != Rest).Select(look => look.Value)], []);
        foreach (var value in IdentityMetrics.Measure(track, rest).Concat(SharpnessMetrics.Measure(track, rest))) yield return value;
        var restClosure = MouthClosure.Share([rest.MouthOpening]);
        yield return MarksSyncMetrics.RestClosure.Of(restClosure);
        yield return SoundSyncMetrics.SilenceClosure.Of(restClosure);
        if (looks.GetValueOrDefault("MM_closed") is { } pressed) yield return MarksSyncMetrics.BilabialClosure.Of(MouthClosure.Share([pressed.MouthOpening]));
        yield return MarksSyncMetrics.Shapes.Of(1);
    }

    private static Dictionary<string, double> MeansOf(IEnumerable<Measured> values) => values.Where(value => double.IsFinite(value.Value))
        .GroupBy(value => value.Metric.Id).ToDictionary(group => group.Key, group => Math.Round(group.Average(value => value.Value), 5));

    private static string ShapeOf(string picture)
    {
        var name = Path.GetFileNameWithoutExtension(picture);
        return name.IndexOf('_', StringComparison.Ordinal) is > 0 and var at
            ? name[(at + 1)..]
            : throw new InvalidInputException("picture", $"{picture} does not name its mouth shape: call it NAME_rest, NAME_AA and so on.");
    }

    private static async Task<GroundTruthSource> SourceAsync(string path, string? language, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        return new GroundTruthSource(Path.GetFileName(path), language, Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken)));
    }
}
