using Avatar.Core.Voices;
using Spectre.Console;

namespace Avatar.Runtime.CommandLine;

/// <summary>Shows on stderr how far the making of a voice has come: a live bar, or plain lines when stderr is not a terminal.</summary>
internal static class CloningDisplay
{
    /// <summary>Runs the work and shows what it reports.</summary>
    public static Task<T> ShowAsync<T>(Func<IProgress<CloningProgress>, Task<T>> work)
    {
        if (Console.IsErrorRedirected) return work(new PlainLines());
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(context => work(new Bar(context.AddTask("Listen"))));
    }

    private static string Describe(CloningProgress progress) =>
        progress.Similarity is { } similarity ? $"{progress.Stage}, similarity {similarity:0.00}" : progress.Stage;

    private sealed class Bar(ProgressTask task) : IProgress<CloningProgress>
    {
        public void Report(CloningProgress value)
        {
            task.Description = Describe(value);
            task.Value = 100 * value.Done;
        }
    }

    private sealed class PlainLines : IProgress<CloningProgress>
    {
        // What has only begun says nothing: bad input is then one line.
        public void Report(CloningProgress value)
        {
            if (value.Done > 0) Console.Error.WriteLine($"{Describe(value)} {100 * value.Done:0}%");
        }
    }
}
