using System.Text.Json;
using Avatar.Api.Batches;
using Avatar.Core.Artifacts;
using Avatar.Core.Batches;
using Avatar.Core.Errors;
using Avatar.Core.Media;
using Avatar.Core.Orchestration;
using Avatar.Core.Rendering;
using Microsoft.Extensions.Logging;

namespace Avatar.Runtime.Batches;

/// <summary>
/// Renders the batch files that are dropped into a folder. Results appear, complete, as <c>done/NAME/</c>, with the file itself; a file that
/// can't be used goes to <c>failed/NAME/</c>. Nothing is remembered but in the durable engine, whose batches are named by their content:
/// killed and started again, a file that still lies there is found again, and its batch goes on.
/// </summary>
internal sealed class BatchInbox(string folder, BatchService batches, IArtifactStore artifacts, ILogger logger)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private readonly InboxDelivery _delivery = new(folder);
    private readonly Dictionary<string, InboxFile> _seen = [];
    private readonly Dictionary<string, Task> _running = [];
    private bool _troubled;

    /// <summary>Watches the folder until it is cancelled.</summary>
    /// <exception cref="InvalidInputException">The folder can't be made or read.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(folder);
            _delivery.Recover("done", "failed");
            _ = Directory.GetFiles(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException("inbox", $"Can't watch folder {folder} ({error.Message.TrimEnd('.')}): choose another.", error);
        }

        using var timer = new PeriodicTimer(LookEvery);
        try
        {
            do TryLook(cancellationToken);
            while (await timer.WaitForNextTickAsync(cancellationToken));
        }
        catch (OperationCanceledException)
        {
            foreach (var running in _running.Values) await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void TryLook(CancellationToken cancellationToken)
    {
        try
        {
            Look(cancellationToken);
            _troubled = false;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Files come and go while they are looked at, and a network's folder may be away for a while.
            if (!_troubled) logger.FolderUnreadable(folder, error.Message);
            _troubled = true;
        }
    }

    // A file is complete when it has not changed from one look to the next.
    private void Look(CancellationToken cancellationToken)
    {
        foreach (var (path, running) in _running.ToList())
            if (running.IsCompleted)
                _running.Remove(path);
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles())
        {
            if (_running.ContainsKey(file.FullName) || file.Name.StartsWith('.') || file.Extension.ToLowerInvariant() is not (".jsonl" or ".csv") || file.LinkTarget is not null) continue;
            // An upload that has not begun yet; or a pipe, which waits for ever when it is opened.
            if (file.Length == 0) continue;
            var now = new InboxFile(file.FullName, file.Length, file.LastWriteTimeUtc);
            if (_seen.GetValueOrDefault(file.FullName) == now)
            {
                _seen.Remove(file.FullName);
                _running.Add(file.FullName, Task.Run(() => RenderAsync(now, cancellationToken), CancellationToken.None));
            }
            else
            {
                _seen[file.FullName] = now;
            }
        }
    }

    private async Task RenderAsync(InboxFile file, CancellationToken cancellationToken)
    {
        try
        {
            var batch = await StartAsync(file, cancellationToken);
            logger.BatchBegins(batch.Id, file.Name);
            await foreach (var state in batches.WatchAsync(batch.Id, cancellationToken)) batch = state;
            if (!batch.HasEnded) return;
            if (batch.Failure is not null) throw new StepFailedException(batch.Failure);
            var result = batch.Result!.Value.Deserialize<BatchResult>(OrchestrationJson.Options)!;
            if (await _delivery.DeliverAsync(file, "done", partial => ExportAsync(result, partial, cancellationToken)))
                logger.BatchEnds(batch.Id, file.Name, result.Summary.Succeeded, result.Summary.Failed);
        }
        catch (OperationCanceledException)
        {
            // It goes on at the next start.
        }
        catch (Exception error) when (error is InvalidInputException or StepFailedException or RenderFailedException or IOException or UnauthorizedAccessException)
        {
            logger.FileRefused(file.Name, error.Message);
            await RefuseAsync(file, new RowFailure((error as InvalidInputException)?.Field, error.Message));
        }
    }

    private async Task<OrchestrationState> StartAsync(InboxFile file, CancellationToken cancellationToken)
    {
        await using var content = File.OpenRead(file.Path);
        return await batches.StartAsync(content, BatchFile.FormatOf(file.Path), new BatchOptions { ImageFolder = folder }, cancellationToken);
    }

    private async Task RefuseAsync(InboxFile file, RowFailure failure)
    {
        try
        {
            await _delivery.DeliverAsync(file, "failed", partial => File.WriteAllBytesAsync(
                Path.Combine(partial, "error.json"), JsonSerializer.SerializeToUtf8Bytes(failure, OrchestrationJson.Options), CancellationToken.None));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It is looked at again, and may go through when there is room.
            logger.FolderUnreadable(folder, error.Message);
        }
    }

    private async Task ExportAsync(BatchResult batch, string target, CancellationToken cancellationToken)
    {
        var rows = await batches.ResultsAsync(batch, cancellationToken);
        await using var results = File.Create(Path.Combine(target, "results.jsonl"));
        foreach (var row in rows)
        {
            var exported = row;
            if (row.Output is not null)
            {
                var manifest = PublishedFiles.Key(row.JobId!, PublishedFiles.ManifestSuffix);
                await using var stored = await artifacts.OpenReadAsync(manifest, cancellationToken);
                var result = (await JsonSerializer.DeserializeAsync<RenderResult>(stored, OrchestrationJson.Options, cancellationToken))!;
                exported = row with { Output = row.Id + Path.GetExtension(row.Output) };
                await PublishedFiles.ExportAsync(artifacts, result, OutputTarget.Parse(Path.Combine(target, exported.Output)), cancellationToken);
            }

            await JsonSerializer.SerializeAsync(results, exported, OrchestrationJson.Options, cancellationToken);
            results.WriteByte((byte)'\n');
        }

        await File.WriteAllBytesAsync(
            Path.Combine(target, "summary.json"), JsonSerializer.SerializeToUtf8Bytes(batch.Summary, OrchestrationJson.Options), cancellationToken);
    }
}
