using Pulumi;
using Pulumi.AzureNative.Authorization;
using Pulumi.AzureNative.ManagedIdentity;

namespace Avatar.Infra.Azure;

/// <summary>A role of Azure that the Functions app's identity is given, and never one more than these.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Id">Its id, the same in every tenant (https://learn.microsoft.com/azure/role-based-access-control/built-in-roles).</param>
internal sealed record AzureRole(string Name, string Id)
{
    /// <summary>Blobs: the host keeps its locks and Durable Functions its history of large payloads there.</summary>
    public static AzureRole Blobs { get; } = new("Storage Blob Data Owner", "b7e6dc6d-f1e8-4753-8033-0f276bb0955b");

    /// <summary>Queues of Durable Functions.</summary>
    public static AzureRole Queues { get; } = new("Storage Queue Data Contributor", "974c5e8b-45b9-4653-ba55-5f855dd0fb88");

    /// <summary>Tables of Durable Functions.</summary>
    public static AzureRole Tables { get; } = new("Storage Table Data Contributor", "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3");

    /// <summary>Sending telemetry.</summary>
    public static AzureRole Telemetry { get; } = new("Monitoring Metrics Publisher", "3913510d-42f4-4e42-8a64-420c390055eb");

    /// <summary>Pulling images.</summary>
    public static AzureRole Images { get; } = new("AcrPull", "7f951dda-4ed3-4680-a7ca-43fe172d538d");

    /// <summary>Gives the role over one resource.</summary>
    public RoleAssignment Assign(string name, UserAssignedIdentity identity, Input<string> scope, Input<string> subscriptionId, Resource parent) => new(
        name,
        new()
        {
            PrincipalId = identity.PrincipalId,
            PrincipalType = PrincipalType.ServicePrincipal, // Without it Azure looks the identity up, and a new one is not found for minutes.
            RoleDefinitionId = Output.Format($"/subscriptions/{subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/{Id}"),
            Scope = scope,
        },
        new() { Parent = parent });
}
