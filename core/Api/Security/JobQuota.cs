using System.Collections.Concurrent;
using System.Security.Claims;
using Avatar.Core.Orchestration;
using Microsoft.AspNetCore.Http;

namespace Avatar.Api.Security;

/// <summary>Limits how many unfinished jobs and batches a key may have. Jobs from before a restart are not counted.</summary>
internal sealed class JobQuota(IOrchestrationHost host, ServiceSettings settings)
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, bool>> _jobs = new();

    /// <summary>Checks that a caller may start another job.</summary>
    /// <exception cref="QuotaExceededException">It has too many.</exception>
    public async Task CheckAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (settings.JobsPerKey == 0 || context.User.FindFirstValue(ClaimTypes.NameIdentifier) is not { } caller || !_jobs.TryGetValue(caller, out var jobs)) return;
        if (jobs.Count < settings.JobsPerKey) return;
        foreach (var id in jobs.Keys)
            if (await host.FindAsync(id, cancellationToken) is null or { HasEnded: true })
                jobs.TryRemove(id, out _);
        if (jobs.Count >= settings.JobsPerKey) throw new QuotaExceededException(settings.JobsPerKey);
    }

    /// <summary>Counts a started job.</summary>
    public void Add(HttpContext context, string id)
    {
        if (context.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } caller) _jobs.GetOrAdd(caller, _ => new())[id] = true;
    }
}

/// <summary>A key has too many unfinished jobs.</summary>
internal sealed class QuotaExceededException(int limit) : Exception($"This key has {limit} unfinished jobs, the limit: wait for one to end, or cancel one.");
