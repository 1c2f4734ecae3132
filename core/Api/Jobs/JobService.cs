using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Avatar.Core.Errors;
using Avatar.Core.Orchestration;

namespace Avatar.Api.Jobs;

/// <summary>Render jobs as durable orchestrations.</summary>
public sealed class JobService(IOrchestrationHost host)
{
    private const int IdCharacters = 20;
    private const string Base32 = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>Starts a job.</summary>
    /// <param name="input">What to render, checked.</param>
    /// <param name="idempotencyKey">Names the request: the same key with the same input is the same job. Null makes a new job each time.</param>
    /// <param name="cancellationToken">Stops the waiting, not the job.</param>
    /// <exception cref="IdempotencyConflictException">The key was used for another input.</exception>
    public async Task<OrchestrationState> StartAsync(RenderInput input, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var state = await host.StartAsync(RenderOrchestration.Definition, NewId("job", idempotencyKey), input, cancellationToken);
        if (idempotencyKey is not null && !JsonElement.DeepEquals(state.Input, JsonSerializer.SerializeToElement(input, OrchestrationJson.Options)))
            throw new IdempotencyConflictException(state.Id);
        return state;
    }

    /// <summary>A job, or null when there is none.</summary>
    public async Task<OrchestrationState?> FindAsync(string id, CancellationToken cancellationToken) =>
        await host.FindAsync(id, cancellationToken) is { } state && state.Name == RenderOrchestration.Definition.Name ? state : null;

    /// <summary>The orchestration that tells a job's caller, or null.</summary>
    public Task<OrchestrationState?> FindNotificationAsync(string id, CancellationToken cancellationToken) => host.FindAsync(NotifyOrchestration.IdOf(id), cancellationToken);

    /// <summary>Jobs, newest first; those of batches too.</summary>
    /// <exception cref="InvalidInputException">The continuation or the limit can't be used.</exception>
    public Task<OrchestrationPage> ListAsync(OrchestrationStatus? status, string? after, int limit, CancellationToken cancellationToken) => limit is >= 1 and <= 1000
        ? host.ListAsync(new OrchestrationQuery(RenderOrchestration.Definition.Name, status, after, limit), cancellationToken)
        : throw new InvalidInputException("limit", $"limit {limit} is out of range: use 1 to 1000.");

    /// <summary>Cancels a job; false when it has ended.</summary>
    public Task<bool> CancelAsync(string id, CancellationToken cancellationToken) => host.CancelAsync(id, cancellationToken);

    /// <summary>An id: random, or of an idempotency key.</summary>
    public static string NewId(string prefix, string? idempotencyKey)
    {
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        if (idempotencyKey is null)
            RandomNumberGenerator.Fill(bytes);
        else
            SHA256.HashData(Encoding.UTF8.GetBytes(idempotencyKey), bytes);
        var id = new StringBuilder(prefix).Append('-');
        for (var i = 0; i < IdCharacters; i++) id.Append(Base32[bytes[i] % Base32.Length]);
        return id.ToString();
    }
}

/// <summary>An idempotency key was used before, with another request.</summary>
public sealed class IdempotencyConflictException(string id) : Exception($"The Idempotency-Key was used for another request ({id}): use a new key for a new request.");
