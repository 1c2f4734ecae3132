using System.Text.RegularExpressions;

namespace Avatar.Infra.Tests;

/// <summary>Who may do what, as a whole: a new role anywhere has to be written down here.</summary>
public class AccessTests
{
    private const string Functions = $"serviceAccount:avatar-dev-functions@{Clouds.Project}.iam.gserviceaccount.com";
    private const string Gpu = $"serviceAccount:avatar-dev-gpu@{Clouds.Project}.iam.gserviceaccount.com";
    private const string PubSub = $"serviceAccount:service-{Clouds.ProjectNumber}@gcp-sa-pubsub.iam.gserviceaccount.com";
    private const string Storage = $"serviceAccount:service-{Clouds.ProjectNumber}@gs-project-accounts.iam.gserviceaccount.com";
    private const string Identity =
        $"principal://iam.googleapis.com/projects/{Clouds.ProjectNumber}/locations/global/workloadIdentityPools/avatar-dev-azure/subject/{Clouds.PrincipalId}";

    [Fact]
    public async Task Google_Cloud_grants_these_roles_and_no_other()
    {
        var stack = await Deployed.StackAsync("dev");

        var granted = stack.Resources
            .Where(resource => resource.At("role") is not null)
            .Select(resource => (Role: (string)resource.At("role")!, Member: (string)resource.At("member")!, On: resource.Type.Split(':')[2], resource.Name))
            .ToArray();
        Assert.Equal(
            [
                ("projects/avatar-test-1/roles/avatardevSigner", Identity, "IAMMember", "avatar-dev-federation-sign"),
                ("roles/iam.serviceAccountOpenIdTokenCreator", PubSub, "IAMMember", "avatar-dev-events-tokens"),
                ("roles/iam.workloadIdentityUser", Identity, "IAMMember", "avatar-dev-federation-impersonate"),
                ("roles/pubsub.publisher", PubSub, "TopicIAMMember", "avatar-dev-events-bury"),
                ("roles/pubsub.publisher", Storage, "TopicIAMMember", "avatar-dev-events-publish"),
                ("roles/pubsub.subscriber", PubSub, "SubscriptionIAMMember", "avatar-dev-events-acknowledge"),
                ("roles/run.invoker", Functions, "ServiceIamMember", "avatar-dev-gpu-invoker"),
                ("roles/storage.objectUser", Functions, "BucketIAMMember", "avatar-dev-federation-outputs"),
                ("roles/storage.objectViewer", Functions, "BucketIAMMember", "avatar-dev-federation-assets"),
                ("roles/storage.objectViewer", Gpu, "BucketIAMMember", "avatar-dev-gpu-models"),
            ],
            granted.OrderBy(one => one.Role, StringComparer.Ordinal).ThenBy(one => one.Name, StringComparer.Ordinal));
        Assert.All(
            granted.Where(one => one.On == "IAMMember"),
            one => Assert.StartsWith("gcp:serviceaccount/", stack.Resources.Single(resource => resource.Name == one.Name).Type, StringComparison.Ordinal));
        var signer = stack.Only("gcp:projects/iAMCustomRole:IAMCustomRole");
        Assert.Equal(("iam.serviceAccounts.signBlob", null), (signer.At("permissions", 0), signer.At("permissions", 1)));
    }

    [Fact]
    public async Task Nothing_replaces_the_grants_of_others_or_reaches_over_a_whole_project()
    {
        var stack = await Deployed.StackAsync("prod");

        Assert.DoesNotContain(stack.Resources, resource => resource.Type.EndsWith("IAMBinding", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(stack.Resources, resource => resource.Type.EndsWith("IAMPolicy", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(stack.Resources, resource => resource.Type.StartsWith("gcp:projects/iAMMember", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public async Task Nobody_is_let_in_without_a_name(string stack)
    {
        var texts = (await Deployed.StackAsync(stack)).Resources.SelectMany(resource => resource.Texts());

        Assert.DoesNotContain(texts, text => Regex.IsMatch(text, "allUsers|allAuthenticatedUsers", RegexOptions.IgnoreCase));
    }

    [Fact]
    public async Task The_GPU_container_is_invoked_by_the_account_that_one_identity_acts_as_and_nobody_else()
    {
        var stack = await Deployed.StackAsync("dev");
        var invoker = stack.Only("gcp:cloudrunv2/serviceIamMember:ServiceIamMember");

        Assert.Equal(Functions, invoker.At("member"));
        Assert.Equal(false, stack.Only("gcp:cloudrunv2/service:Service").At("invokerIamDisabled"));
        Assert.Equal(
            [Identity],
            stack.All("gcp:serviceaccount/iAMMember:IAMMember")
                .Where(grant => ((string)grant.At("serviceAccountId")!).Contains("avatar-dev-functions@", StringComparison.Ordinal))
                .Select(grant => grant.At("member"))
                .Distinct());
    }

    [Fact]
    public async Task Only_that_identity_of_that_tenant_gets_through_the_federation()
    {
        var stack = await Deployed.StackAsync("dev");
        var provider = stack.Only("gcp:iam/workloadIdentityPoolProvider:WorkloadIdentityPoolProvider");

        Assert.Equal($"assertion.sub == '{Clouds.PrincipalId}' && assertion.tid == '{Clouds.Tenant}'", provider.At("attributeCondition"));
        Assert.Equal($"https://sts.windows.net/{Clouds.Tenant}/", provider.At("oidc", "issuerUri"));
        Assert.Equal("api://55555555-aaaa-bbbb-cccc-000000000005", provider.At("oidc", "allowedAudiences", 0));
        Assert.Null(provider.At("oidc", "allowedAudiences", 1));
        Assert.Equal("assertion.sub", provider.At("attributeMapping", "google.subject"));
    }

    [Fact]
    public async Task Azure_grants_these_roles_and_no_other()
    {
        var stack = await Deployed.StackAsync("dev");
        var assignments = stack.All("azure-native:authorization:RoleAssignment").ToArray();

        Assert.Equal(
            [
                ("0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3", "/made/avatardev"), // Storage Table Data Contributor
                ("3913510d-42f4-4e42-8a64-420c390055eb", "/made/avatar-dev-azure"), // Monitoring Metrics Publisher
                ("7f951dda-4ed3-4680-a7ca-43fe172d538d", "/made/avatardevimages"), // AcrPull
                ("974c5e8b-45b9-4653-ba55-5f855dd0fb88", "/made/avatardev"), // Storage Queue Data Contributor
                ("b7e6dc6d-f1e8-4753-8033-0f276bb0955b", "/made/avatardev"), // Storage Blob Data Owner
            ],
            assignments
                .Select(one => (((string)one.At("roleDefinitionId")!).Split('/')[^1], (string)one.At("scope")!))
                .OrderBy(one => one.Item1, StringComparer.Ordinal));
        Assert.All(assignments, one => Assert.Equal((Clouds.PrincipalId, "ServicePrincipal"), (one.At("principalId"), one.At("principalType"))));
    }
}
