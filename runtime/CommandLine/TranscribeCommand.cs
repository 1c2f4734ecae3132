using System.CommandLine;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Avatar.Core.Languages;
using Avatar.Core.Media;
using Avatar.Core.Recognition;
using Avatar.Engines.Recognition.Whisper;
using Avatar.Runtime.Configuration;
using Avatar.Runtime.Hosting;

namespace Avatar.Runtime.CommandLine;

/// <summary><c>transcribe</c>: a recording in, its text out.</summary>
internal static class TranscribeCommand
{
    private static readonly RecordingLimit Limit = new(TimeSpan.FromHours(12), "cut it into parts");

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "An audio or video file, of up to 12 hours." };
        var language = new Option<string>("--language") { Description = "The language spoken: auto, en, zh or es.", DefaultValueFactory = _ => LanguageCode.Auto };
        var output = new Option<string?>("--output", "-o") { Description = "The file to write. Default: text on standard output.", HelpName = "FILE.srt|.vtt|.txt|.json" };
        var json = new Option<bool>("--json") { Description = "Print one JSON object with sentences, words and times on standard output." };
        var command = new Command("transcribe", "Write down what is said in a recording, as text or captions.") { file, language, output, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var path = parsed.GetValue(file)!;
            var spoken = LanguageCode.ParseOrAuto(parsed.GetValue(language)!);
            var target = parsed.GetValue(output) is { } given ? TranscriptTarget.Parse(given) : null;
            RecordingReader.CheckFile(path);
            target?.PrepareFolder();
            var recording = new MeteredRecording(path);
            using var whisper = new WhisperTranscriber(EngineChoice.CheckedDevice(RuntimeSettings.Load(Environment.CurrentDirectory)));
            var watch = Stopwatch.StartNew();
            var segments = new List<TranscriptSegment>();
            await foreach (var segment in whisper.TranscribeAsync(recording.ReadAsync(whisper.SampleRateHz, cancellationToken), spoken, cancellationToken))
            {
                segments.Add(segment);
                if (target is null && !parsed.GetValue(json)) Console.WriteLine(segment.Text);
            }

            var transcript = new Transcript(segments);
            if (target is not null) await TranscriptFile.WriteAsync(target, transcript, cancellationToken);
            if (parsed.GetValue(json)) Console.Write(TranscriptFile.Content(transcript, TranscriptFormat.Json));
            if (segments.Count == 0) await Console.Error.WriteLineAsync($"avatar: note: nobody speaks in {path}.");
            var seconds = watch.Elapsed.TotalSeconds;
            await Console.Error.WriteLineAsync(
                $"{target?.Path ?? path}: {transcript.Language?.Code() ?? "no speech"}, {recording.Seconds:0.0} s in {seconds:0.0} s ({seconds / recording.Seconds:0.00} of real time)");
            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>A recording that tells how long it is once it has been read.</summary>
    private sealed class MeteredRecording(string path)
    {
        /// <summary>What has been read.</summary>
        public double Seconds { get; private set; }

        /// <summary>Its samples.</summary>
        public async IAsyncEnumerable<float[]> ReadAsync(int sampleRateHz, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await foreach (var piece in RecordingReader.StreamAsync(path, sampleRateHz, Limit, cancellationToken))
            {
                Seconds += (double)piece.Length / sampleRateHz;
                yield return piece;
            }
        }
    }
}
