using System.Text.Json;
using Avatar.Core.Errors;
using Avatar.Core.Media;
using Avatar.Engines.Voices.Utterances;

namespace Avatar.Engines.Voices.Extraction;

/// <summary>
/// Finds what one person says clearly in long recordings: speech is cut at its pauses, each utterance is judged, the voice that has the most good speech
/// is taken, and the best of that is kept. The recordings stream by twice and are never in memory as a whole.
/// </summary>
public static class SpeechExtractor
{
    /// <summary>The report's name in the folder.</summary>
    public const string ReportFile = "extract.json";

    private const double LeastSeconds = 6;

    private static readonly RecordingLimit Limit = new(TimeSpan.FromHours(4), "cut it into parts and give them all");

    /// <summary>Writes the best 6 to 60 s as mono WAV files of 24 kHz into a new folder, with a report.</summary>
    /// <param name="files">Audio or video, 4 hours each at most.</param>
    /// <param name="folder">The folder; it must not exist or be empty.</param>
    /// <param name="progress">Is told every minute which share was heard, where the files say how long they are.</param>
    /// <param name="cancellationToken">Stops it; nothing is left.</param>
    /// <exception cref="InvalidInputException">A file can't be read, the folder can't be made, or there is too little clean speech.</exception>
    public static async Task<ExtractedSpeech> ExtractAsync(
        IReadOnlyList<string> files, string folder, IProgress<double> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(files);
        using var output = NewFolder.Begin(folder);
        using var ears = await Task.Run(() => new VoiceEars(), cancellationToken);
        var recordings = await new RecordingListener(ears, Limit).ListenAsync(files, progress, cancellationToken);
        var (ofMainVoice, _) = BestSpeech.OfMainVoice([.. recordings.SelectMany(recording => recording.Utterances)]);
        var utterances = BestSpeech.OfAll(ofMainVoice);
        BestSpeech.CheckEnough(utterances, utterance => utterance.Seconds, LeastSeconds, string.Join(", ", files));

        var kept = new List<KeptUtterance>();
        foreach (var ofFile in utterances.Where(utterance => utterance.Fault is null).GroupBy(utterance => utterance.Recording))
        {
            var pieces = await UtteranceReader.ReadAsync(files[ofFile.Key], [.. ofFile], Limit, cancellationToken);
            foreach (var (utterance, piece) in ofFile.Zip(pieces))
            {
                var name = $"{kept.Count + 1:00}.wav";
                await WavFile.WriteAsync(Path.Combine(output.Path, name), piece, piece.Length, UtteranceReader.SampleRateHz, cancellationToken);
                kept.Add(Describe(name, files[ofFile.Key], utterance));
            }
        }

        var found = new ExtractedSpeech(
            Seconds(recordings.Sum(recording => recording.Seconds)), Seconds(utterances.Sum(utterance => utterance.Seconds)),
            Seconds(kept.Sum(utterance => utterance.EndSeconds - utterance.StartSeconds)), kept,
            [.. utterances.Where(utterance => utterance.Fault is not null).Select(utterance => Describe(files[utterance.Recording], utterance))]);
        await using (var report = File.Create(Path.Combine(output.Path, ReportFile)))
            await JsonSerializer.SerializeAsync(report, found, ExtractionJson.Default.ExtractedSpeech, cancellationToken);
        output.Commit();
        return found;
    }

    private static KeptUtterance Describe(string name, string source, Utterance utterance)
    {
        var quality = utterance.Rating!.Value;
        return new KeptUtterance(
            name, source, Seconds(utterance.StartSeconds), Seconds(utterance.EndSeconds), Math.Round(utterance.AboveNoiseDb, 1),
            new QualityRating(Math.Round(quality.Signal, 2), Math.Round(quality.Background, 2), Math.Round(quality.Overall, 2)),
            $"the main voice alone, quality {quality.Overall:0.0} of 5, {utterance.AboveNoiseDb:0} dB above the noise");
    }

    private static DroppedUtterance Describe(string source, Utterance utterance) =>
        new(source, Seconds(utterance.StartSeconds), Seconds(utterance.EndSeconds), utterance.Fault!.Value.Text());

    private static double Seconds(double seconds) => Math.Round(seconds, 2);
}
