using System.Security.Cryptography;
using System.Text.Json;
using Avatar.Core.Languages;
using Avatar.Core.Media;
using Avatar.Core.Voices;
using Avatar.Engines.Speech.Kokoro;
using Avatar.Engines.Voices.Reference;

namespace Avatar.Engines.Voices.Cloning;

/// <summary>
/// Learns voices in Kokoro's own style space: the closest stock voice is moved by a search that says sentences and compares them with the
/// recording, then a mild equalizer is fitted. Melody and rate follow the recording in every language.
/// </summary>
public sealed class KokoroVoiceCloner : IVoiceCloner
{
    private const string ReferenceFile = "reference.wav";
    private const string JournalFile = "search.txt";
    private const int Generations = 26;
    private const int EqualizedSentences = 9;
    private const double LeastPitchRatio = 0.6;
    private const double MostPitchRatio = 1.7;

    /// <inheritdoc/>
    public async Task<VoiceProfile> CloneAsync(
        VoiceRequest request, VoiceStore store, IProgress<CloningProgress> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(store);
        store.RefuseExisting(request.Name);
        progress.Report(new CloningProgress("Listen", 0, null));
        using var ears = await Task.Run(() => new VoiceEars(), cancellationToken);
        var reference = await ReferenceSpeech.ReadAsync(ears, request.Recordings, cancellationToken);
        var folder = store.UnfinishedFolderOf(request.Name);
        using var model = await Task.Run(KokoroModel.Load, CancellationToken.None);
        var (clone, sex, similarity) = await Task.Run(
            () => Search(request, reference, ears, model, Path.Combine(folder, JournalFile), progress, cancellationToken), CancellationToken.None);

        var data = JsonSerializer.SerializeToUtf8Bytes(clone, KokoroJson.Default.KokoroClone);
        await File.WriteAllBytesAsync(Path.Combine(folder, KokoroVoices.CloneFile), data, cancellationToken);
        await WavFile.WriteAsync(Path.Combine(folder, ReferenceFile), reference.Samples, reference.Samples.Length, ReferenceSpeech.SampleRateHz, cancellationToken);
        File.Delete(Path.Combine(folder, JournalFile));
        var profile = new VoiceProfile(
            request.Name.Value, Convert.ToHexStringLower(SHA256.HashData(data)), request.Language, sex, request.Consent.RecordedUtc, request.Consent,
            reference.Description, reference.Embedding, Math.Round(similarity, 3), request.Quick);
        await store.FinishAsync(profile, cancellationToken);
        return profile;
    }

    private static (KokoroClone Clone, string Sex, double Similarity) Search(
        VoiceRequest request, ReferenceSpeech reference, VoiceEars ears, KokoroModel model, string journalFile, IProgress<CloningProgress> progress,
        CancellationToken cancellationToken)
    {
        var voices = new KokoroVoices();
        using var space = new StyleSpace();
        using var journal = new ScoreJournal(journalFile, $"{reference.Description.Sha256} {request.Language} 1");
        var trial = new TrialVoice(model, voices, ears);
        var speaker = new SpeakerPrint(reference.Embedding, reference.Pitch.LogMean);
        var stock = StockVoices.Load(voices);
        var closest = stock.MaxBy(voice => System.Numerics.Tensors.TensorPrimitives.CosineSimilarity<float>(voice.Embedding, speaker.Embedding))!;
        var timbre = voices.TypicalTimbre(closest.Voice.Name);
        var template = Template(closest, stock, reference, request.Language);

        progress.Report(new CloningProgress("Start", 0.05, null));
        var stockPoint = space.PointOf(timbre);
        var start = StartingPoint.Find(space, speaker, stockPoint, cancellationToken);
        var search = new TimbreSearch(space, speaker);
        var z = TimbreSearch.Begin(start, stockPoint, Listen, cancellationToken);
        if (request.Quick) return (At(z), closest.Voice.Sex, Heard(At(z)));

        z = search.Refine(
            z, Generations, TrialVoice.SentenceCount, Listen,
            (done, similarity) => progress.Report(new CloningProgress("Search", 0.1 + 0.75 * done / Generations, similarity)), cancellationToken);
        var spoken = trial.Say(At(z), EqualizedSentences, 0, cancellationToken);
        var gains = EqualizerFit.Fit(
            candidate => trial.Similarity(spoken, candidate, speaker.Embedding, cancellationToken),
            done => progress.Report(new CloningProgress("Equalize", 0.85 + 0.15 * done, null)), cancellationToken);
        var clone = At(z) with { EqualizerDb = [.. gains.Select(gain => Math.Round(gain, 2))] };
        return (clone, closest.Voice.Sex, Heard(clone));

        double[] Listen(IReadOnlyList<float[]> points, int sentence, CancellationToken stop) =>
            journal.Next(() => trial.Compare([.. points.Select(At)], sentence, speaker.Embedding, stop));

        KokoroClone At(float[] point)
        {
            var (styles, _) = space.Guess(point, speaker);
            return template with { TimbreOffset = [.. styles.Zip(timbre, (style, typical) => style - typical)] };
        }

        double Heard(KokoroClone voice) =>
            trial.Similarity(trial.Say(voice, TimbreSearch.FirstSentences, TrialVoice.SentenceCount - TimbreSearch.FirstSentences, cancellationToken), voice.EqualizerDb, speaker.Embedding, cancellationToken);
    }

    /// <summary>
    /// The closest voice with melody and rate of the recording. Each language takes durations and melody from one of its own voices, of the same sex
    /// and the nearest pitch, so that it is spoken without an accent.
    /// </summary>
    private static KokoroClone Template(StockVoice closest, IReadOnlyList<StockVoice> stock, ReferenceSpeech reference, Language spoken)
    {
        var usual = stock.Where(voice => voice.Voice.Language == spoken).Average(voice => voice.SyllablesPerSecond);
        var rate = reference.Description.SyllablesPerSecond / usual;
        return new KokoroClone(
            closest.Voice.Name, new float[StyleSpace.Dimensions], new double[Audio.Equalizer.BandCount], Accent(Language.English), Accent(Language.Mandarin), Accent(Language.Spanish));

        KokoroAccent Accent(Language language)
        {
            var natives = stock.Where(voice => voice.Voice.Language == language).ToList();
            var model = closest.Voice.Language == language
                ? closest
                : natives.Where(voice => voice.Voice.Sex == closest.Voice.Sex).MinBy(voice => Math.Abs(voice.Pitch.LogMean - reference.Pitch.LogMean))!;
            var speed = rate * natives.Average(voice => voice.SyllablesPerSecond) / model.SyllablesPerSecond;
            return new KokoroAccent(
                model.Voice.Name,
                Math.Clamp(reference.Pitch.MeanHz / model.Pitch.MeanHz, LeastPitchRatio, MostPitchRatio),
                Math.Clamp(reference.Pitch.Spread / model.Pitch.Spread, 0.6, 1.4),
                Math.Clamp(speed, 0.85, 1.15));
        }
    }
}
