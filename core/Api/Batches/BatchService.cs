using System.Text.Json;
using Avatar.Api.Jobs;
using Avatar.Core.Artifacts;
using Avatar.Core.Batches;
using Avatar.Core.Orchestration;
using Avatar.Core.Rendering;
using Avatar.Core.Requests;
using Avatar.Core.Voices;

namespace Avatar.Api.Batches;

/// <summary>Batches as durable orchestrations.</summary>
public sealed class BatchService(IOrchestrationHost host, IArtifactStore artifacts, RequestCheck check, IVoiceReplica replica)
{
    /// <summary>How many rows of a batch are rendered at once when nobody says otherwise.</summary>
    public const int DefaultParallel = 2;

    /// <summary>Reads a batch file and starts it.</summary>
    /// <param name="content">The file's bytes.</param>
    /// <param name="format">Its kind.</param>
    /// <param name="options">What stands beside the file.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The batch; the same id with the same rows is the same batch.</returns>
    /// <exception cref="Core.Errors.InvalidInputException">The file as a whole can't be used.</exception>
    /// <exception cref="IdempotencyConflictException">The id was used for other rows.</exception>
    public async Task<OrchestrationState> StartAsync(Stream content, BatchFormat format, BatchOptions options, CancellationToken cancellationToken)
    {
        // Rows may name voices that another machine has learned.
        await replica.PullAsync(cancellationToken);
        var intake = new BatchIntake(artifacts, check, options.ImageFolder);
        var (rows, count) = await intake.TakeAsync(content, format, options.Defaults, cancellationToken);
        var input = new BatchInput(rows, count, options.Parallel, options.OutputFolder);
        var id = options.Id ?? await FreshIdAsync($"batch-{ArtifactKey.OfWork(BatchIntake.Folder, input, string.Empty).Name[..20]}", cancellationToken);
        if (options.Alone) await CancelOthersAsync(id, cancellationToken);
        var state = await host.StartAsync(BatchOrchestration.Definition, id, input, cancellationToken);
        return state.Input.Deserialize<BatchInput>(OrchestrationJson.Options)!.Rows == rows ? state : throw new IdempotencyConflictException(id);
    }

    /// <summary>A batch, or null when there is none.</summary>
    public async Task<OrchestrationState?> FindAsync(string id, CancellationToken cancellationToken) =>
        await host.FindAsync(id, cancellationToken) is { } state && state.Name == BatchOrchestration.Definition.Name ? state : null;

    /// <summary>Cancels a batch with the rows under way; false when it has ended.</summary>
    public Task<bool> CancelAsync(string id, CancellationToken cancellationToken) => host.CancelAsync(id, cancellationToken);

    /// <summary>A batch's state now and after each change, until it has ended.</summary>
    public IAsyncEnumerable<OrchestrationState> WatchAsync(string id, CancellationToken cancellationToken) => host.WatchAsync(id, cancellationToken);

    /// <summary>A finished batch's row results.</summary>
    public async Task<IReadOnlyList<BatchRowResult>> ResultsAsync(BatchResult batch, CancellationToken cancellationToken)
    {
        var rows = new List<BatchRowResult>();
        using var reader = new StreamReader(await artifacts.OpenReadAsync(batch.Files.Results, cancellationToken));
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
            rows.Add(JsonSerializer.Deserialize<BatchRowResult>(line, OrchestrationJson.Options)!);
        return rows;
    }

    // What failed or was cancelled as a whole is begun anew when its file comes again; rows that were rendered are found in the store.
    private async Task<string> FreshIdAsync(string id, CancellationToken cancellationToken)
    {
        var fresh = id;
        for (var n = 2; (await host.FindAsync(fresh, cancellationToken))?.Status is OrchestrationStatus.Failed or OrchestrationStatus.Cancelled; n++) fresh = $"{id}-{n}";
        return fresh;
    }

    private async Task CancelOthersAsync(string id, CancellationToken cancellationToken)
    {
        foreach (var status in new[] { OrchestrationStatus.Pending, OrchestrationStatus.Running })
            foreach (var batch in (await host.ListAsync(new OrchestrationQuery(BatchOrchestration.Definition.Name, status, null, 1000), cancellationToken)).Items)
                if (batch.Id != id)
                    await host.CancelAsync(batch.Id, cancellationToken);
    }
}

/// <summary>What stands beside a batch file.</summary>
public sealed record BatchOptions
{
    /// <summary>The batch's id; null makes one of the rows and options.</summary>
    public string? Id { get; init; }

    /// <summary>What rows get that do not say otherwise.</summary>
    public GenerateBody? Defaults { get; init; }

    /// <summary>How many rows are rendered at once.</summary>
    public int Parallel { get; init; } = BatchService.DefaultParallel;

    /// <summary>The folder in which rows may name image files, or null.</summary>
    public string? ImageFolder { get; init; }

    /// <summary>Whether all other batches are cancelled: they would write into the same folder.</summary>
    public bool Alone { get; init; }

    /// <summary>A folder that gets each row's files as they are finished, or null.</summary>
    public string? OutputFolder { get; init; }
}
