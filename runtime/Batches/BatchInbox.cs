using System.Text.Json;
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
    private readonly Dictionary<string, (long Length, DateTime WrittenUtc)> _seen = [];
    private readonly Dictionary<string, Task> _running = [];

    /// <summary>Watches the folder until it is cancelled.</summary>
    /// <exception cref="InvalidInputException">The folder can't be made or read.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(folder);
            _ = Directory.GetFiles(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException("inbox", $"Can't watch folder {folder} ({error.Message.TrimEnd('.')}): choose another.", error);
        }

        using var timer = new PeriodicTimer(LookEvery);
        try
        {
            do Look(cancellationToken);
            while (await timer.WaitForNextTickAsync(cancellationToken));
        }
        catch (OperationCanceledException)
        {
            foreach (var running in _running.Values) await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
            var now = (file.Length, file.LastWriteTimeUtc);
            if (_seen.TryGetValue(file.FullName, out var before) && before == now)
            {
                _seen.Remove(file.FullName);
                _running.Add(file.FullName, Task.Run(() => RenderAsync(file.FullName, cancellationToken), CancellationToken.None));
            }
            else
            {
                _seen[file.FullName] = now;
            }
        }
    }

    private async Task RenderAsync(string file, CancellationToken cancellationToken)
    {
        var name = Path.GetFileName(file);
        try
        {
            await using var content = File.OpenRead(file);
            var batch = await batches.StartAsync(content, BatchFile.FormatOf(file), new BatchOptions { ImageFolder = folder }, cancellationToken);
            logger.BatchBegins(batch.Id, name);
            await foreach (var state in batches.WatchAsync(batch.Id, cancellationToken)) batch = state;
            if (batch.Failure is not null) throw new StepFailedException(batch.Failure);
            var result = batch.Result!.Value.Deserialize<BatchResult>(OrchestrationJson.Options)!;
            await DeliverAsync(file, "done", partial => ExportAsync(result, partial, cancellationToken));
            logger.BatchEnds(batch.Id, name, result.Summary.Succeeded, result.Summary.Failed);
        }
        catch (OperationCanceledException)
        {
            // It goes on at the next start.
        }
        catch (Exception error) when (error is InvalidInputException or StepFailedException or RenderFailedException or IOException or UnauthorizedAccessException)
        {
            logger.FileRefused(name, error.Message);
            var field = (error as InvalidInputException)?.Field;
            await DeliverAsync(file, "failed", partial => File.WriteAllBytesAsync(
                Path.Combine(partial, "error.json"), JsonSerializer.SerializeToUtf8Bytes(new RowFailure(field, error.Message), OrchestrationJson.Options), CancellationToken.None));
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

    // The folder is made beside its place and renamed, so that whoever waits for it never sees half of it.
    private async Task DeliverAsync(string file, string place, Func<string, Task> fill)
    {
        var parent = Path.Combine(folder, place);
        var partial = Path.Combine(parent, $".{Guid.NewGuid():N}.partial");
        Directory.CreateDirectory(partial);
        try
        {
            await fill(partial);
            File.Copy(file, Path.Combine(partial, Path.GetFileName(file)));
            Directory.Move(partial, FreeName(Path.Combine(parent, Path.GetFileNameWithoutExtension(file))));
            File.Delete(file);
        }
        finally
        {
            if (Directory.Exists(partial)) Directory.Delete(partial, recursive: true);
        }
    }

    private static string FreeName(string path)
    {
        var free = path;
        for (var n = 2; Path.Exists(free); n++) free = $"{path}-{n}";
        return free;
    }
}
