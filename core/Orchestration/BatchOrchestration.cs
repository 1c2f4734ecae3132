using Avatar.Core.Artifacts;
using Avatar.Core.Batches;

namespace Avatar.Core.Orchestration;

/// <summary>A batch to render.</summary>
/// <param name="Rows">The stored rows, from <see cref="BatchIntake"/>.</param>
/// <param name="RowCount">How many there are.</param>
/// <param name="Parallel">How many are rendered at once.</param>
/// <param name="OutputFolder">A folder on this machine that gets each row's files as they are finished, or null.</param>
public sealed record BatchInput(ArtifactKey Rows, int RowCount, int Parallel, string? OutputFolder);

/// <summary>A finished batch.</summary>
public sealed record BatchResult(BatchSummary Summary, StoredResults Files);

/// <summary>
/// Renders the rows of a batch, each as a job of its own (<c>BATCHID-00001</c>), a few at a time. What fails is a line in the results; the
/// rest goes on.
/// </summary>
public static class BatchOrchestration
{
    private const int RowsPerPage = 50;

    /// <summary>Under which it is registered.</summary>
    public static OrchestrationDefinition<BatchInput, BatchResult> Definition { get; } = new("batch", RunAsync);

    private static async Task<BatchResult> RunAsync(IOrchestrationContext context, BatchInput input)
    {
        var results = new BatchRowResult[input.RowCount];
        var summary = new BatchSummary(input.RowCount, 0, 0, 0, 0);
        var running = new List<Task<BatchRowResult>>();
        for (var start = 0; start < input.RowCount; start += RowsPerPage)
        {
            var page = await context.CallActivityAsync(BatchActivities.ReadRows, new RowsToRead(input.Rows, start, RowsPerPage));
            foreach (var row in page.Rows)
            {
                while (running.Count >= input.Parallel) await FinishOneAsync();
                running.Add(RenderAsync(context, input, row));
                Report();
            }
        }

        while (running.Count > 0) await FinishOneAsync();
        var files = await context.CallActivityAsync(BatchActivities.WriteResults, new ResultsToWrite(context.InstanceId, results, summary));
        return new BatchResult(summary, files);

        async Task FinishOneAsync()
        {
            var ended = await Task.WhenAny(running);
            running.Remove(ended);
            var result = await ended;
            results[result.Row - 1] = result;
            summary = result.Status == RowStatus.Succeeded
                ? summary with { Succeeded = summary.Succeeded + 1, VideoSeconds = Math.Round(summary.VideoSeconds + result.DurationSeconds!.Value, 3) }
                : summary with { Failed = summary.Failed + 1 };
            Report();
        }

        void Report()
        {
            summary = summary with { Running = running.Count };
            context.Report(summary);
        }
    }

    private static async Task<BatchRowResult> RenderAsync(IOrchestrationContext context, BatchInput input, BatchRow row)
    {
        if (row.Request is not { } request) return Failed(null, row.Failure!);
        var jobId = $"{context.InstanceId}-{row.Row:00000}";
        try
        {
            if (FetchImagesActivity.Needs(request)) request = await context.CallActivityAsync(BatchActivities.FetchImages, request);
            var result = await context.CallChildAsync(RenderOrchestration.Definition, jobId, new RenderInput(request, null));
            var output = input.OutputFolder is null
                ? result.Output
                : await context.CallActivityAsync(BatchActivities.ExportRow, new RowToExport(result, input.OutputFolder, row.Id));
            return new BatchRowResult(row.Row, row.Id, RowStatus.Succeeded, jobId, output, result.DurationSeconds, result.Timings.Total, null);
        }
        catch (StepFailedException error)
        {
            return Failed(jobId, new RowFailure(error.Failure.Field == "portrait" ? "referenceImage" : error.Failure.Field, error.Failure.Message));
        }

        BatchRowResult Failed(string? job, RowFailure failure) => new(row.Row, row.Id, RowStatus.Failed, job, null, null, null, failure);
    }
}
