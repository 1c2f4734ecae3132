using System.CommandLine;
using System.Globalization;
using Avatar.Core.Voices;
using Avatar.Engines.Voices.Extraction;

namespace Avatar.Runtime.CommandLine;

/// <summary><c>voices extract</c>: finds the clean speech of one person in long recordings.</summary>
internal static class VoicesExtractCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var files = new Argument<string[]>("file") { Description = "Videos or recordings, 4 hours each at most.", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string>("--output", "-o") { Description = "The folder to make.", Required = true, HelpName = "DIR" };
        var extract = new Command("extract", "Find 6 to 60 s of clean speech of one person in long videos, as samples for 'add'.") { files, output };
        extract.SetAction(async (parsed, cancellationToken) =>
        {
            var (recordings, folder) = (parsed.GetValue(files)!, parsed.GetValue(output)!);
            var found = await CloningDisplay.ShowAsync(display => SpeechExtractor.ExtractAsync(recordings, folder, new Listening(display), cancellationToken));
            Print(found, several: recordings.Length > 1);
            Console.WriteLine($"Next: ./avatar voices add NAME {Path.Combine(folder, "*.wav")} --consent \"who, when, how\"");
            return ExitCode.Success;
        });
        return extract;
    }

    private static void Print(ExtractedSpeech found, bool several)
    {
        Console.WriteLine($"heard    {Length(found.HeardSeconds)}, {Length(found.SpeechSeconds)} of it speech");
        Console.WriteLine($"kept     {Length(found.KeptSeconds)} of the voice that has the most clean speech");
        foreach (var kept in found.Kept)
        {
            var source = several ? $", {Path.GetFileName(kept.Source)}" : "";
            Console.WriteLine(
                $"  {kept.File}  {Length(kept.StartSeconds),9} - {Length(kept.EndSeconds),9}  quality {kept.Quality.Overall:0.0} of 5, {kept.AboveNoiseDb:0} dB above the noise{source}");
        }

        if (found.Dropped.Count == 0) return;
        Console.WriteLine($"dropped  {Length(found.Dropped.Sum(Seconds))}; where: {SpeechExtractor.ReportFile}");
        foreach (var reason in found.Dropped.GroupBy(dropped => dropped.Reason).OrderByDescending(reason => reason.Sum(Seconds)))
            Console.WriteLine($"  {Length(reason.Sum(Seconds)),9}  {reason.Key}");
    }

    private static double Seconds(DroppedUtterance dropped) => dropped.EndSeconds - dropped.StartSeconds;

    /// <summary>A length of time, as 0:12.3 or 2:00:31.0.</summary>
    private static string Length(double seconds) =>
        TimeSpan.FromSeconds(seconds).ToString(seconds < 3600 ? @"m\:ss\.f" : @"h\:mm\:ss\.f", CultureInfo.InvariantCulture);

    private sealed class Listening(IProgress<CloningProgress> display) : IProgress<double>
    {
        public void Report(double value) => display.Report(new CloningProgress("Listen", value, null));
    }
}
