using System.Collections.Immutable;
using System.Text.Json;
using Avatar.Tests;

namespace Avatar.Infra.Tests;

public class FunctionsAppTests
{
    private const string App = "azure-native:app:ContainerApp";

    [Theory]
    [InlineData("dev", 2)]
    [InlineData("prod", 5)]
    public async Task It_scales_from_none_to_a_few(string stack, int most)
    {
        var app = (await Deployed.StackAsync(stack)).Only(App);

        Assert.Equal((0.0, (double)most), (app.At("template", "scale", "minReplicas"), app.At("template", "scale", "maxReplicas")));
    }

    [Fact]
    public async Task It_is_woken_and_kept_awake_by_activities_and_messages_but_not_by_timers()
    {
        var stack = await Deployed.StackAsync("dev");
        var rules = stack.Only(App).List("template", "scale", "rules")
            .Where(rule => rule.ContainsKey("custom"))
            .Select(rule => (ImmutableDictionary<string, object>)rule["custom"])
            .ToArray();
        var queues = rules
            .Select(rule => (ImmutableDictionary<string, object>)rule["metadata"])
            .ToDictionary(one => (string)one["queueName"], one => (string)one["queueLengthStrategy"]);
        var variables = Values(stack.Only(App));

        Assert.Equal("all", queues["avatar-workitems"]);
        var partitions = Enumerable.Range(0, int.Parse(variables["AzureFunctionsJobHost__extensions__durableTask__storageProvider__partitionCount"], null))
            .Select(partition => $"{variables["AzureFunctionsJobHost__extensions__durableTask__hubName"]}-control-{partition:00}").ToArray();
        Assert.Equal(partitions.Append("avatar-workitems").Order(), queues.Keys.Order());
        Assert.All(partitions, queue => Assert.Equal("visibleonly", queues[queue]));
        Assert.All(rules, rule => Assert.Equal("/made/avatar-dev-azure", rule["identity"]));
        Assert.All(rules, rule => Assert.False(rule.ContainsKey("auth")));
    }

    [Fact]
    public async Task Another_replica_starts_when_more_activities_wait_than_one_runs()
    {
        var stack = await Deployed.StackAsync("dev", ("avatar:activitiesPerReplica", "6"));
        var rule = stack.Only(App).List("template", "scale", "rules").Single(one => (string)one["name"] == "activities");

        Assert.Equal("6", ((ImmutableDictionary<string, object>)((ImmutableDictionary<string, object>)rule["custom"])["metadata"])["queueLength"]);
        Assert.Equal("6", Values(stack.Only(App))["AzureFunctionsJobHost__extensions__durableTask__maxConcurrentActivityFunctions"]);
    }

    [Fact]
    public async Task It_is_told_about_the_rest_of_the_stack()
    {
        var stack = await Deployed.StackAsync("dev");
        var variables = Values(stack.Only(App));

        Assert.Equal(
            new SortedDictionary<string, string>
            {
                ["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"] = $"ClientId={Clouds.ClientId};Authorization=AAD",
                ["APPLICATIONINSIGHTS_CONNECTION_STRING"] = "InstrumentationKey=0000",
                ["AVATAR_KEEP_ARTIFACTS_DAYS"] = "1",
                ["AVATAR_KEEP_JOBS_DAYS"] = "7",
                ["AVATAR_MAX_RECORDINGS_MB"] = "95",
                ["AZURE_CLIENT_ID"] = Clouds.ClientId,
                ["AZURE_TOKEN_RESOURCE"] = "api://55555555-aaaa-bbbb-cccc-000000000005",
                ["AzureFunctionsJobHost__extensions__durableTask__hubName"] = "avatar",
                ["AzureFunctionsJobHost__extensions__durableTask__maxConcurrentActivityFunctions"] = "8",
                ["AzureFunctionsJobHost__extensions__durableTask__storageProvider__partitionCount"] = "4",
                ["AzureWebJobs.batchFromPolling.Disabled"] = "true",
                ["AzureWebJobsStorage__accountName"] = stack.Outputs["InboxAccount"],
                ["AzureWebJobsStorage__clientId"] = Clouds.ClientId,
                ["AzureWebJobsStorage__credential"] = "managedidentity",
                ["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated",
                ["GCS_ASSETS_BUCKET"] = stack.Outputs["AssetsBucket"],
                ["GCS_OUTPUTS_BUCKET"] = stack.Outputs["OutputsBucket"],
                ["GOOGLE_SERVICE_ACCOUNT"] = $"avatar-dev-functions@{Clouds.Project}.iam.gserviceaccount.com",
                ["GOOGLE_WORKLOAD_AUDIENCE"] =
                    $"//iam.googleapis.com/projects/{Clouds.ProjectNumber}/locations/global/workloadIdentityPools/avatar-dev-azure/providers/entra",
                ["GPU_SERVICE_URL"] = stack.Outputs["ContainerUrl"],
                ["MODE"] = "production",
                ["PUBSUB_AUDIENCE"] = "avatar-dev-storage-events",
                ["PUBSUB_SERVICE_ACCOUNT"] = $"avatar-dev-events@{Clouds.Project}.iam.gserviceaccount.com",
            },
            new SortedDictionary<string, string>(variables));
    }

    [Fact]
    public async Task Its_own_variables_are_those_that_the_app_reads()
    {
        var app = (await Deployed.StackAsync("dev")).Only(App);
        var sample = await File.ReadAllTextAsync(Repository.File("functions", "local.settings.json.sample"), TestContext.Current.CancellationToken);
        string[] others = ["APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "APPLICATIONINSIGHTS_CONNECTION_STRING"]; // The host's and the exporter's.

        foreach (var name in app.List("template", "containers", 0, "env").Select(one => (string)one["name"]).Except(others))
            if (!name.StartsWith("AzureWebJobs", StringComparison.Ordinal) && !name.StartsWith("AzureFunctionsJobHost", StringComparison.Ordinal))
                Assert.Contains($"\"{name}\"", sample, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_task_hub_is_the_one_of_the_hosts_file()
    {
        var host = await File.ReadAllTextAsync(Repository.File("functions", "host.json"), TestContext.Current.CancellationToken);
        var durable = JsonDocument.Parse(host).RootElement.GetProperty("extensions").GetProperty("durableTask");
        var variables = Values((await Deployed.StackAsync("dev")).Only(App));

        Assert.Equal(durable.GetProperty("hubName").GetString(), variables["AzureFunctionsJobHost__extensions__durableTask__hubName"]);
        Assert.Equal("azureStorage", durable.GetProperty("storageProvider").GetProperty("type").GetString());
    }

    [Fact]
    public async Task Storage_takes_no_shared_key_no_old_TLS_and_nothing_public()
    {
        var stack = await Deployed.StackAsync("dev");
        var account = stack.Only("azure-native:storage:StorageAccount");

        Assert.Equal(false, account.At("allowSharedKeyAccess"));
        Assert.Equal(false, account.At("allowBlobPublicAccess"));
        Assert.Equal(true, account.At("enableHttpsTrafficOnly"));
        Assert.Equal("TLS1_2", account.At("minimumTlsVersion"));
        Assert.Equal("None", stack.Only("azure-native:storage:BlobContainer").At("publicAccess"));
    }

    [Fact]
    public async Task No_password_is_used_anywhere()
    {
        var stack = await Deployed.StackAsync("dev");
        var app = stack.Only(App);

        Assert.Equal(false, stack.Only("azure-native:containerregistry:Registry").At("adminUserEnabled"));
        Assert.Equal("/made/avatar-dev-azure", app.At("configuration", "registries", 0, "identity"));
        Assert.Null(app.At("configuration", "registries", 0, "passwordSecretRef"));
        Assert.Equal(true, stack.Only("azure-native:applicationinsights:Component").At("disableLocalAuth"));
        Assert.Equal("azure-monitor", stack.Only("azure-native:app:ManagedEnvironment").At("appLogsConfiguration", "destination"));
        Assert.Equal("/made/avatar-dev-azure", app.At("identity", "userAssignedIdentities", 0));
    }

    [Fact]
    public async Task It_is_reached_over_HTTPS_only()
    {
        var app = (await Deployed.StackAsync("dev")).Only(App);

        Assert.Equal((true, false), (app.At("configuration", "ingress", "external"), app.At("configuration", "ingress", "allowInsecure")));
    }

    private static Dictionary<string, string> Values(Asked app) =>
        app.List("template", "containers", 0, "env").Where(one => one.ContainsKey("value")).ToDictionary(one => (string)one["name"], one => (string)one["value"]);
}
