using Avatar.Core.Languages;
using Avatar.Core.Rendering;
using Avatar.Engines.Voices;
using Avatar.Evaluator.Clips;
using Avatar.Evaluator.GroundTruth;
using Avatar.Evaluator.Metrics;
using Avatar.Evaluator.Metrics.Face;
using Avatar.Evaluator.Metrics.LipSync;
using Avatar.Evaluator.Metrics.Speech;
using Avatar.Evaluator.Metrics.Speed;
using Avatar.Evaluator.Scenarios;

namespace Avatar.Evaluator.Runs;

/// <summary>Measures rendered clips: what is in the encoded file, beside what was asked for.</summary>
internal sealed class ClipMeasurement(Instruments instruments, GroundTruthFigures truth)
{
    private readonly Dictionary<string, FaceLook> _portraits = [];

    /// <summary>Measures a clip.</summary>
    public async Task<ClipReport> MeasureAsync(ScenarioClip clip, ClipReport report, ClipRender render, CancellationToken cancellationToken)
    {
        var result = render.Result;
        var portrait = PortraitOf(result.Portrait);
        // Some models listen while others look.
        var looking = Task.Run(() => instruments.Faces.TrackAsync(result.Output, cancellationToken), cancellationToken);
        var listening = ListenAsync(clip, result, cancellationToken);
        await Task.WhenAll(looking, listening);
        var (track, (sound, ofSound, heard)) = (await looking, await listening);
        List<Measured> measured =
        [
            .. SpeedMetrics.Measure(result, render.Run), .. ofSound, .. OfFace(track, portrait),
            .. MarksSyncMetrics.Measure(track, render.Marks, truth.MouthOpenings), .. SoundSyncMetrics.Measure(track, sound),
        ];
        return report with
        {
            Voice = result.Voice,
            Portrait = result.Portrait,
            Engines = $"{result.Engines.Speech}, {result.Engines.Portrait}",
            DurationSeconds = result.DurationSeconds,
            Heard = string.Join(' ', heard.Select(part => part.Text)),
            Metrics = measured.Where(value => double.IsFinite(value.Value)).ToDictionary(value => value.Metric.Id, value => FigureOf(value, clip.Heard)),
            Curves = CurvesOf(track, render.Marks, sound),
        };
    }

    /// <summary>What can be measured of any speech.</summary>
    /// <param name="ears">Listens.</param>
    /// <param name="sound">The speech.</param>
    /// <param name="heard">What is understood.</param>
    /// <param name="speaker">The embedding of who it should be; null where that is not known.</param>
    public static IEnumerable<Measured> OfSound(VoiceEars ears, ClipSound sound, IReadOnlyList<SpokenPart> heard, float[]? speaker) =>
    [
        .. SpeakerMetrics.Measure(sound, speaker, ears.Speaker), .. QualityMetrics.Measure(sound, ears.Quality), .. PitchMetrics.Measure(sound),
        .. SpeechRateMetrics.Measure(sound, heard), .. LoudnessMetrics.Measure(sound), .. SilenceMetrics.Measure(sound),
    ];

    /// <summary>What can be measured of any face.</summary>
    public static IEnumerable<Measured> OfFace(FaceTrack track, FaceLook portrait) =>
    [
        .. IdentityMetrics.Measure(track, portrait), .. SharpnessMetrics.Measure(track, portrait), .. FlickerMetrics.Measure(track), .. BlinkMetrics.Measure(track),
        .. HeadMotionMetrics.Measure(track),
    ];

    private async Task<(ClipSound Sound, IReadOnlyList<Measured> Values, IReadOnlyList<SpokenPart> Heard)> ListenAsync(
        ScenarioClip clip, RenderResult result, CancellationToken cancellationToken)
    {
        var sound = await ClipSound.ReadAsync(result.Output, instruments.Ears, cancellationToken);
        List<SpokenPart> parts =
        [
            .. result.Segments.Select(segment => new SpokenPart(LanguageCode.ParseOrAuto(segment.Language)!.Value, segment.Text, segment.StartSeconds, segment.EndSeconds)),
        ];
        var (understood, heard) = await IntelligibilityMetrics.MeasureAsync(sound, parts, clip.Heard, instruments.Whisper, cancellationToken);
        return (sound, [.. understood, .. OfSound(instruments.Ears, sound, heard, instruments.SpeakerOf(result.Voice))], heard);
    }

    private Figure FigureOf(Measured measured, IReadOnlyList<Language> languages)
    {
        var real = truth.Of(measured.Metric, languages);
        double? percent = measured.Metric.HasRatios && real is { } value && Math.Abs(value) > 1e-6 ? Math.Round(100 * measured.Value / value, 1) : null;
        return new Figure(Math.Round(measured.Value, 5), percent);
    }

    private static ClipCurves CurvesOf(FaceTrack track, SpokenTimeline marks, ClipSound sound)
    {
        var openings = track.Series(look => look.MouthOpening);
        var asked = MouthTarget.Track(marks.Visemes, openings.Length, track.FramesPerSecond);
        return new ClipCurves(track.FramesPerSecond, openings, asked, SoundEnvelope.Of(sound, openings.Length, track.FramesPerSecond));
    }

    private FaceLook PortraitOf(string name)
    {
        if (_portraits.TryGetValue(name, out var known)) return known;
        // A portrait without a face would have been refused before.
        return _portraits[name] = instruments.Faces.LookAt(PortraitCatalog.PathOf(name))!;
    }
}
