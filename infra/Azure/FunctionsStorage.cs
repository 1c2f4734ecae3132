using Avatar.Infra.Settings;
using Pulumi;
using Pulumi.AzureNative.Authorization;
using Pulumi.AzureNative.Storage;
using Pulumi.AzureNative.Storage.Inputs;

namespace Avatar.Infra.Azure;

/// <summary>The storage account of the Functions app: Durable Functions' state and the inbox of batch files. Only identities get in, no shared keys.</summary>
internal sealed class FunctionsStorage : ComponentResource
{
    /// <summary>Makes the account, and lets the app's identity in.</summary>
    public FunctionsStorage(Naming naming, AzureFoundation foundation, SizeSettings sizes)
        : base("avatar:azure:FunctionsStorage", naming.Of("storage"))
    {
        Account = new StorageAccount(
            naming.Compact(""),
            new()
            {
                ResourceGroupName = foundation.Group.Name,
                Location = foundation.Group.Location,
                Kind = Kind.StorageV2,
                Sku = new SkuArgs { Name = SkuName.Standard_LRS },
                MinimumTlsVersion = MinimumTlsVersion.TLS1_2,
                EnableHttpsTrafficOnly = true,
                AllowSharedKeyAccess = false,
                AllowBlobPublicAccess = false,
                AllowCrossTenantReplication = false,
                DefaultToOAuthAuthentication = true,
                Tags = naming.Labels,
            },
            new() { Parent = this, Protect = sizes.ProtectData });
        _ = new BlobContainer(
            Agreed.InboxContainer,
            new()
            {
                ResourceGroupName = foundation.Group.Name,
                AccountName = Account.Name,
                ContainerName = Agreed.InboxContainer,
                PublicAccess = PublicAccess.None,
            },
            new() { Parent = this });
        Roles = [.. new[] { ("blobs", AzureRole.Blobs), ("queues", AzureRole.Queues), ("tables", AzureRole.Tables) }
            .Select(role => role.Item2.Assign(naming.Of(role.Item1), foundation.Identity, Account.Id, foundation.SubscriptionId, this))];
        RegisterOutputs();
    }

    /// <summary>The account.</summary>
    public StorageAccount Account { get; }

    /// <summary>That the app's identity may use it.</summary>
    public IReadOnlyList<RoleAssignment> Roles { get; }
}
