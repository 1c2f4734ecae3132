using Pulumi;
using Pulumi.Gcp.Iam;
using Pulumi.Gcp.Iam.Inputs;
using Pulumi.Gcp.Projects;
using Pulumi.Gcp.ServiceAccount;
using Pulumi.Gcp.Storage;
using AccountMember = Pulumi.Gcp.ServiceAccount.IAMMember;

namespace Avatar.Infra.Google;

/// <summary>
/// Lets one managed identity of one Azure tenant act as one service account here, without a key anywhere
/// (https://cloud.google.com/iam/docs/workload-identity-federation-with-other-clouds). The service account may read batch files, read and write artifacts, and sign URLs.
/// </summary>
internal sealed class Federation : ComponentResource
{
    /// <summary>
    /// Makes the pool, its provider and the service account, for the managed identity with that object id (the <c>sub</c> of its tokens) in that
    /// tenant, whose tokens are made for that resource.
    /// </summary>
    public Federation(
        Naming naming, GoogleApis apis, Input<string> tenantId, Input<string> principalId, string tokenResource, ArtifactBuckets buckets)
        : base("avatar:google:Federation", naming.Of("federation"))
    {
        var name = naming.Of("federation");
        var child = new CustomResourceOptions { Parent = this };
        var pool = new WorkloadIdentityPool(
            name,
            new() { Project = apis.Project, WorkloadIdentityPoolId = naming.Of("azure"), DisplayName = $"Azure, {naming.Stack}" },
            child);
        var provider = new WorkloadIdentityPoolProvider(
            name,
            new()
            {
                Project = apis.Project,
                WorkloadIdentityPoolId = pool.WorkloadIdentityPoolId,
                WorkloadIdentityPoolProviderId = "entra",
                AttributeMapping = { ["google.subject"] = "assertion.sub", ["attribute.tid"] = "assertion.tid" },
                // The tenant has other identities, and every one of them can have a token for this audience.
                AttributeCondition = Output.Format($"assertion.sub == '{principalId}' && assertion.tid == '{tenantId}'"),
                Oidc = new WorkloadIdentityPoolProviderOidcArgs
                {
                    IssuerUri = Output.Format($"https://sts.windows.net/{tenantId}/"),
                    AllowedAudiences = [tokenResource],
                },
            },
            child);
        Account = new Account(
            name,
            new() { Project = apis.Project, AccountId = naming.Of("functions"), DisplayName = "The Functions app in Azure" },
            child);

        var identity = Output.Format($"principal://iam.googleapis.com/{pool.Name}/subject/{principalId}");
        _ = new AccountMember(
            $"{name}-impersonate",
            new() { ServiceAccountId = Account.Name, Role = "roles/iam.workloadIdentityUser", Member = identity },
            child);

        // What signing a URL takes, and no more: the role that Google has for it could make tokens of every kind.
        var signer = new IAMCustomRole(
            naming.Compact("Signer"),
            new() { Project = apis.Project, RoleId = naming.Compact("Signer"), Title = "Signs URLs", Permissions = ["iam.serviceAccounts.signBlob"] },
            child);
        _ = new AccountMember($"{name}-sign", new() { ServiceAccountId = Account.Name, Role = signer.Name, Member = identity }, child);

        _ = new BucketIAMMember(
            $"{name}-assets",
            new() { Bucket = buckets.Assets.Name, Role = "roles/storage.objectViewer", Member = Account.Member },
            child);
        _ = new BucketIAMMember(
            $"{name}-outputs",
            new() { Bucket = buckets.Outputs.Name, Role = "roles/storage.objectUser", Member = Account.Member },
            child);

        Audience = Output.Format($"//iam.googleapis.com/{provider.Name}");
        RegisterOutputs();
    }

    /// <summary>The service account that the Functions app acts as.</summary>
    public Account Account { get; }

    /// <summary>The audience of the exchange at Google's STS: the provider's full name.</summary>
    public Output<string> Audience { get; }
}
