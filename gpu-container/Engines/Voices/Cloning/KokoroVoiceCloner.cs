using System.Numerics.Tensors;
using System.Security.Cryptography;
using System.Text.Json;
using Avatar.Core.Languages;
using Avatar.Core.Media;
using Avatar.Core.Voices;
using Avatar.Engines.Onnx;
using Avatar.Engines.Recognition.Whisper;
using Avatar.Engines.Speech.Kokoro;
using Avatar.Engines.Voices.Cloning.Search;
using Avatar.Engines.Voices.Reference;

namespace Avatar.Engines.Voices.Cloning;

/// <summary>
/// Learns voices in Kokoro's own style space: a search says sentences, compares them with the recording, and moves timbre, formants and a mild
/// equalizer until they sound alike, for each language. Melody and rate follow the recording.
/// </summary>
/// <param name="device">Where the large models run.</param>
public sealed class KokoroVoiceCloner(Device device = Device.Cpu) : IVoiceCloner
{
    private const string JournalFile = "search.bin";
    private const double LeastPitchRatio = 0.6;
    private const double MostPitchRatio = 1.7;

    // In units of a pitch's natural logarithm.
    private const double OtherSexCost = 0.15;
    private const double HarmCost = 3;

    /// <inheritdoc/>
    public async Task<VoiceProfile> CloneAsync(
        VoiceRequest request, VoiceStore store, IProgress<CloningProgress> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(store);
        store.RefuseExisting(request.Name);
        progress.Report(new CloningProgress("Listen", 0, null));
        // Before the models are loaded, which is waited for whatever else happens.
        foreach (var recording in request.Recordings) RecordingReader.CheckFile(recording);
        using var models = new CloningModels(device);
        using var ears = await Task.Run(() => new VoiceEars(), cancellationToken);
        var reference = await ReferenceSpeech.ReadAsync(ears, request.Recordings, cancellationToken);
        var language = request.Language ?? await SpokenIn(reference, models.Recogniser, cancellationToken);
        var folder = store.UnfinishedFolderOf(request.Name);
        var voices = new KokoroVoices();
        var trial = new TrialVoice(await models.Kokoro, voices, ears, new SentenceJudge(ears.Quality, new Intelligibility(await models.Whisper)));
        var (clone, sex, similarity) = await Task.Run(
            () => Search(request.Quick, language, reference, voices, trial, Path.Combine(folder, JournalFile), progress, cancellationToken), CancellationToken.None);

        var data = JsonSerializer.SerializeToUtf8Bytes(clone, KokoroJson.Default.KokoroClone);
        await File.WriteAllBytesAsync(VoiceStore.DataFileIn(folder, KokoroSynthesizer.EngineName), data, cancellationToken);
        await WavFile.WriteAsync(Path.Combine(folder, VoiceStore.ReferenceFile), reference.Samples, reference.Samples.Length, ReferenceSpeech.SampleRateHz, cancellationToken);
        File.Delete(Path.Combine(folder, JournalFile));
        var profile = new VoiceProfile(
            request.Name.Value, Convert.ToHexStringLower(SHA256.HashData(data)), language, sex, request.Consent.RecordedUtc, request.Consent,
            reference.Description, reference.Embedding, Math.Round(similarity, 3), request.Quick);
        await store.FinishAsync(profile, cancellationToken);
        return profile;
    }

    private static async Task<Language> SpokenIn(ReferenceSpeech reference, WhisperTranscriber recogniser, CancellationToken cancellationToken)
    {
        var languages = await recogniser.DetectLanguageAsync(reference.Samples, ReferenceSpeech.SampleRateHz, cancellationToken);
        return languages?.Likeliest ?? Language.English;
    }

    private static (KokoroClone Clone, string Sex, double Similarity) Search(
        bool quick, Language spoken, ReferenceSpeech reference, KokoroVoices voices, TrialVoice trial, string journalFile,
        IProgress<CloningProgress> progress, CancellationToken cancellationToken)
    {
        progress.Report(new CloningProgress("Start", 0.02, null));
        var map = VoiceMap.Load();
        var stock = StockVoices.Load(voices);
        var closest = stock.MaxBy(voice => TensorPrimitives.CosineSimilarity<float>(voice.Embedding, reference.Embedding))!;
        var stockPoint = VoicePoint.Of(map.PlaceOf(voices.TypicalTimbre(closest.Voice.Name)), reference.Pitch.LogMean);
        var prosody = Enum.GetValues<Language>().ToDictionary(language => language, language => Prosody(language, closest, stock, reference, spoken));
        var natives = prosody.ToDictionary(pair => pair.Key, pair => VoicePoint.Of(map.PlaceOf(voices.TypicalTimbre(pair.Value.Prosody)), reference.Pitch.LogMean));
        var depth = quick ? SearchDepth.Quick : SearchDepth.Full;
        using var journal = new SearchJournal(journalFile, $"{reference.Description.Sha256} {spoken} {depth} 4");

        var points = new VoiceSearch(map, reference.Embedding, journal, Hear).Run(
            stockPoint, natives, trial.Languages, depth,
            (done, heard) => progress.Report(new CloningProgress("Search", 0.05 + 0.85 * done, heard)), cancellationToken);
        var clone = new KokoroClone(At(Language.English, points[Language.English]), At(Language.Mandarin, points[Language.Mandarin]), At(Language.Spanish, points[Language.Spanish]));
        return (clone, closest.Voice.Sex, trial.Similarity(clone, reference.Embedding, depth.JudgedBy, cancellationToken));

        (float[], float[]?, float)[] Hear(IReadOnlyList<(VoicePoint Point, VoicePoint? Reequalized)> tries, int sentence, CancellationToken stop) =>
            trial.Hear([.. tries.Select(pair => (At(trial.Languages[sentence], pair.Point), pair.Reequalized?.EqualizerDb))], sentence, stop);

        KokoroAccent At(Language language, VoicePoint point) => prosody[language] with
        {
            Timbre = map.TimbreAt(point.Timbre),
            FormantRatio = point.FormantRatio,
            EqualizerDb = point.EqualizerDb,
        };
    }

    /// <summary>
    /// How a language is spoken, with melody and rate of the recording. Durations and melody are those of one of the language's own voices, of about
    /// the pitch, and easily understood, so that it is spoken without an accent.
    /// </summary>
    private static KokoroAccent Prosody(Language language, StockVoice closest, IReadOnlyList<StockVoice> stock, ReferenceSpeech reference, Language spoken)
    {
        var rate = reference.Description.SyllablesPerSecond / stock.Where(voice => voice.Voice.Language == spoken).Average(voice => voice.SyllablesPerSecond);
        var natives = stock.Where(voice => voice.Voice.Language == language).ToList();
        var model = natives.MinBy(voice =>
            Math.Abs(voice.Pitch.LogMean - reference.Pitch.LogMean) + (voice.Voice.Sex == closest.Voice.Sex ? 0 : OtherSexCost) + HarmCost * voice.Harm)!;
        var speed = rate * natives.Average(voice => voice.SyllablesPerSecond) / model.SyllablesPerSecond;
        return new KokoroAccent(
            model.Voice.Name,
            [],
            Math.Clamp(reference.Pitch.MeanHz / model.Pitch.MeanHz, LeastPitchRatio, MostPitchRatio),
            Math.Clamp(Math.Sqrt(reference.Pitch.Spread / model.Pitch.Spread), 0.7, 1.3),
            Math.Clamp(Math.Sqrt(speed), 0.9, 1.1),
            1,
            []);
    }
}
