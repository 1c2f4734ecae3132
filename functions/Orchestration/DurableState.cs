using System.Text.Json;
using Avatar.Core.Orchestration;
using Microsoft.DurableTask.Client;

namespace Avatar.Functions.Orchestration;

/// <summary>What Durable Functions says of an instance, in the words of the core.</summary>
internal static class DurableState
{
    private static readonly JsonElement Nothing = JsonDocument.Parse("null").RootElement;

    /// <summary>The state of an instance.</summary>
    public static OrchestrationState Of(OrchestrationMetadata metadata)
    {
        var status = StatusOf(metadata.RuntimeStatus);
        var hasEnded = status is OrchestrationStatus.Succeeded or OrchestrationStatus.Failed or OrchestrationStatus.Cancelled;
        return new OrchestrationState(
            metadata.InstanceId,
            metadata.Name,
            status,
            ParentId: null,
            metadata.CreatedAt,
            metadata.LastUpdatedAt,
            hasEnded ? metadata.LastUpdatedAt : null,
            Json(metadata.SerializedInput) ?? Nothing,
            Json(metadata.SerializedCustomStatus),
            status == OrchestrationStatus.Succeeded ? Json(metadata.SerializedOutput) : null,
            status switch
            {
                OrchestrationStatus.Failed => FailedStepException.Read(metadata.Name, metadata.FailureDetails, metadata.SerializedOutput),
                OrchestrationStatus.Cancelled => new StepFailure(metadata.Name, FailureKind.Cancelled, null, "It was cancelled."),
                _ => null,
            });
    }

    /// <summary>All that is called so.</summary>
    public static IEnumerable<OrchestrationRuntimeStatus> StatusesOf(OrchestrationStatus status) =>
        Enum.GetValues<OrchestrationRuntimeStatus>().Where(durable => StatusOf(durable) == status);

#pragma warning disable CS0618 // Canceled is obsolete, and may still stand in a store.
    private static OrchestrationStatus StatusOf(OrchestrationRuntimeStatus status) => status switch
    {
        OrchestrationRuntimeStatus.Pending => OrchestrationStatus.Pending,
        OrchestrationRuntimeStatus.Completed => OrchestrationStatus.Succeeded,
        OrchestrationRuntimeStatus.Failed => OrchestrationStatus.Failed,
        OrchestrationRuntimeStatus.Terminated or OrchestrationRuntimeStatus.Canceled => OrchestrationStatus.Cancelled,
        _ => OrchestrationStatus.Running,
    };
#pragma warning restore CS0618

    private static JsonElement? Json(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        using var document = JsonDocument.Parse(text);
        return document.RootElement.ValueKind == JsonValueKind.Null ? null : document.RootElement.Clone();
    }
}
