using System.Text.Json;
using Avatar.Core.Batches;
using Avatar.Core.Orchestration;
using Spectre.Console;

namespace Avatar.Runtime.CommandLine;

/// <summary>Shows a batch's progress on stderr: a live bar, or plain lines when stderr is not a terminal.</summary>
internal static class BatchProgress
{
    /// <summary>Shows states as they come.</summary>
    /// <returns>The last state.</returns>
    public static Task<OrchestrationState> ShowAsync(IAsyncEnumerable<OrchestrationState> states)
    {
        if (Console.IsErrorRedirected) return FollowAsync(states, summary => Console.Error.WriteLine(Line(summary)));
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn(), new RemainingTimeColumn())
            .StartAsync(context =>
            {
                var bar = context.AddTask("Rows");
                return FollowAsync(states, summary =>
                {
                    bar.MaxValue = Math.Max(1, summary.Total);
                    bar.Value = summary.Succeeded + summary.Failed;
                    bar.Description = summary.Failed > 0 ? $"Rows ({summary.Failed} failed)" : "Rows";
                });
            });
    }

    private static string Line(BatchSummary summary) => $"Rows {summary.Succeeded + summary.Failed}/{summary.Total}" + (summary.Failed > 0 ? $", {summary.Failed} failed" : "");

    private static async Task<OrchestrationState> FollowAsync(IAsyncEnumerable<OrchestrationState> states, Action<BatchSummary> show)
    {
        OrchestrationState? last = null;
        BatchSummary? shown = null;
        await foreach (var state in states)
        {
            last = state;
            var summary = state.Report?.Deserialize<BatchSummary>(OrchestrationJson.Options);
            if (summary is null || shown is not null && Line(shown) == Line(summary)) continue;
            show(shown = summary);
        }

        return last!;
    }
}
