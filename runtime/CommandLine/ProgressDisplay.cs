using Avatar.Core.Rendering;
using Spectre.Console;

namespace Avatar.Runtime.CommandLine;

/// <summary>Shows a render's progress on stderr: a live bar for each stage, or plain lines when stderr is not a terminal.</summary>
internal static class ProgressDisplay
{
    private static readonly string[] Labels = ["Plan", "Synthesize", "Animate", "Mux"];

    /// <summary>Runs the work and shows what it reports.</summary>
    public static Task<T> ShowAsync<T>(Func<IProgress<RenderProgress>, Task<T>> work) =>
        Console.IsErrorRedirected ? work(new PlainLines()) : ShowBarsAsync(work);

    private static Task<T> ShowBarsAsync<T>(Func<IProgress<RenderProgress>, Task<T>> work)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(context => work(new Bars([.. Labels.Select(label => context.AddTask(label, autoStart: false))])));
    }

    private sealed class Bars(ProgressTask[] tasks) : IProgress<RenderProgress>
    {
        public void Report(RenderProgress value)
        {
            var task = tasks[(int)value.Stage];
            if (!task.IsStarted) task.StartTask();
            task.MaxValue = Math.Max(1, value.Total);
            task.Value = value.Done;
        }
    }

    private sealed class PlainLines : IProgress<RenderProgress>
    {
        // What has only begun says nothing: bad input, which the plan finds, is then one line.
        public void Report(RenderProgress value)
        {
            if (value.Done > 0) Console.Error.WriteLine($"{Labels[(int)value.Stage]} {value.Done}/{value.Total}");
        }
    }
}
