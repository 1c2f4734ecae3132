using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Avatar.Infra.Tests;

public class StackTests
{
    [Fact]
    public async Task Outputs_say_where_everything_is()
    {
        var stack = await Deployed.StackAsync("dev");

        Assert.Equal(
            new SortedDictionary<string, string>
            {
                ["AssetsBucket"] = "avatar-dev-assets-1a2b3c4",
                ["ContainerUrl"] = "https://avatar-dev-gpu-1a2b3c4.a.run.app",
                ["Endpoint"] = "https://avatar-dev-functions.example.azurecontainerapps.io",
                ["FunctionsImage"] = "avatardevimages.azurecr.io/functions",
                ["GpuImage"] = "europe-west1-docker.pkg.dev/avatar-test-1/avatar-dev-images/gpu",
                ["InboxAccount"] = "avatardev-1a2b3c4",
                ["ModelsBucket"] = "avatar-dev-models-1a2b3c4",
                ["OutputsBucket"] = "avatar-dev-outputs-1a2b3c4",
            },
            new SortedDictionary<string, string>(stack.Outputs));
    }

    [Fact]
    public async Task Before_images_are_pushed_there_is_all_but_the_services()
    {
        var stack = await Deployed.StackAsync("dev", ("avatar:imageTag", null), ("avatar:apiKeys", null), ("avatar:webhookSecret", null), ("avatar:signingKey", null));

        Assert.Empty(stack.All("gcp:cloudrunv2/service:Service"));
        Assert.Empty(stack.All("azure-native:app:ContainerApp"));
        Assert.Equal(5, stack.All("azure-native:authorization:RoleAssignment").Count());
        Assert.NotEmpty(stack.Outputs["GpuImage"]);
        Assert.Equal(("", ""), (stack.Outputs["Endpoint"], stack.Outputs["ContainerUrl"]));
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public async Task Resources_are_named_after_the_stack_and_carry_its_labels(string name)
    {
        var stack = await Deployed.StackAsync(name);
        var own = stack.Resources.Where(resource => !resource.Type.StartsWith("avatar:", StringComparison.Ordinal)).ToArray();

        Assert.All(own.Where(resource => resource.Name != "inbox"), resource => Assert.Matches($"^avatar-?{name}", resource.Name));
        string[] labelled =
        [
            "gcp:artifactregistry/repository:Repository", "gcp:cloudrunv2/service:Service", "gcp:pubsub/subscription:Subscription", "gcp:pubsub/topic:Topic",
            "gcp:storage/bucket:Bucket", "gcp:monitoring/alertPolicy:AlertPolicy", "gcp:monitoring/notificationChannel:NotificationChannel",
            "azure-native:app:ContainerApp", "azure-native:app:ManagedEnvironment", "azure-native:applicationinsights:Component",
            "azure-native:containerregistry:Registry", "azure-native:eventgrid:SystemTopic", "azure-native:managedidentity:UserAssignedIdentity",
            "azure-native:operationalinsights:Workspace", "azure-native:resources:ResourceGroup", "azure-native:storage:StorageAccount",
        ];
        foreach (var type in labelled)
            Assert.All(stack.All(type), resource =>
            {
                var labels = Assert.IsType<ImmutableDictionary<string, object>>(
                    resource.At("labels", "app") is null ? resource.At("tags") ?? resource.At("userLabels") : resource.At("labels"));
                Assert.Equal(("avatar", name, "pulumi"), (labels["app"], labels["stack"], labels["managed-by"]));
            });
    }

    [Fact]
    public async Task Names_fit_even_for_the_longest_stack_and_leave_room_for_what_Pulumi_adds()
    {
        var stack = await Deployed.StackAsync("dev");
        int Longest(string type) => stack.All(type).Max(resource => resource.Name.Length) + "staging".Length - "dev".Length;

        Assert.InRange(Longest("azure-native:storage:StorageAccount") + 8, 3, 24);
        Assert.InRange(Longest("azure-native:app:ContainerApp") + 8, 3, 32);
        Assert.InRange(Longest("gcp:storage/bucket:Bucket") + 8, 3, 63);
        Assert.InRange(stack.All("gcp:serviceaccount/account:Account").Max(account => ((string)account.At("accountId")!).Length) + 4, 6, 30);
        Assert.InRange(((string)stack.Only("gcp:iam/workloadIdentityPool:WorkloadIdentityPool").At("workloadIdentityPoolId")!).Length + 4, 4, 32);
    }

    [Fact]
    public async Task Prod_differs_from_dev_where_it_is_meant_to_and_nowhere_else()
    {
        var (dev, prod) = (Flat(await Deployed.StackAsync("dev"), "dev"), Flat(await Deployed.StackAsync("prod"), "prod"));

        Assert.Equal(
            [
                "azure-native:app:ContainerApp template.containers.functions.env.AVATAR_KEEP_ARTIFACTS_DAYS.value",
                "azure-native:app:ContainerApp template.containers.functions.env.AVATAR_KEEP_JOBS_DAYS.value",
                "azure-native:app:ContainerApp template.scale.maxReplicas",
                "azure-native:consumption:Budget amount",
                "gcp:billing/budget:Budget amount.specifiedAmount.units",
                "gcp:cloudrunv2/service:Service deletionProtection",
                "gcp:cloudrunv2/service:Service template.scaling.maxInstanceCount",
                "gcp:storage/bucket:Bucket forceDestroy",
                "gcp:storage/bucket:Bucket lifecycleRules.0.condition.age",
                "gcp:storage/bucket:Bucket softDeletePolicy.retentionDurationSeconds",
            ],
            dev.Except(prod).Concat(prod.Except(dev)).Select(one => $"{one.Type} {one.Path}").Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("gcp:project", null, "gcp:project is not set: pulumi config set gcp:project")]
    [InlineData("gcp:project", "My Project", "gcp:project is 'My Project', which does not look like my-project-123")]
    [InlineData("avatar:gpuMaxInstances", "99", "whole number from 1 to 10")]
    [InlineData("avatar:imageTag", "latest", "one version for good")]
    [InlineData("avatar:billingAccount", "mine", "012345-6789AB-CDEF01")]
    [InlineData("avatar:alertEmail", "me", "me@example.com")]
    [InlineData("avatar:azureTokenResource", "avatar", "api://")]
    [InlineData("avatar:webhookSecret", null, "avatar:webhookSecret is not set: pulumi config set --secret avatar:webhookSecret")]
    public async Task A_configuration_that_can_not_be_used_is_named_with_the_command_that_mends_it(string key, string? value, string says)
    {
        var error = await Assert.ThrowsAnyAsync<Exception>(() => Deployed.StackAsync("dev", (key, value)));

        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.Contains("pulumi config set", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Every input of every resource, with the stack's name taken out.</summary>
    private static HashSet<(string Type, string Name, string Path, string Value)> Flat(Deployed stack, string name) =>
    [
        .. from resource in stack.Resources
           from leaf in Flat(resource.Inputs, [])
           select (resource.Type, Without(name, resource.Name), leaf.Path, Without(name, leaf.Value)),
    ];

    private static string? NameOf(object item) => (item as ImmutableDictionary<string, object>)?.GetValueOrDefault("name") as string;

    private static string Without(string stack, string text) => Regex.Replace(text, $"(?<=avatar-?|, ){stack}|^{stack}$", "");

    private static IEnumerable<(string Path, string Value)> Flat(object? value, ImmutableArray<string> path) => value switch
    {
        ImmutableDictionary<string, object> map => map.SelectMany(pair => Flat(pair.Value, path.Add(pair.Key))),
        ImmutableArray<object> list => list.SelectMany((item, index) => Flat(item, path.Add(NameOf(item) ?? $"{index}"))),
        _ => [(string.Join('.', path), $"{value}")],
    };
}
