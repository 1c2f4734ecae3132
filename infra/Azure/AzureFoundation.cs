using Avatar.Infra.Settings;
using Pulumi;
using Pulumi.AzureNative.App;
using Pulumi.AzureNative.App.Inputs;
using Pulumi.AzureNative.ApplicationInsights;
using Pulumi.AzureNative.Authorization;
using Pulumi.AzureNative.ContainerRegistry;
using Pulumi.AzureNative.ManagedIdentity;
using Pulumi.AzureNative.Monitor;
using Pulumi.AzureNative.Monitor.Inputs;
using Pulumi.AzureNative.OperationalInsights;
using Pulumi.AzureNative.OperationalInsights.Inputs;
using Pulumi.AzureNative.Resources;
using AcrSku = Pulumi.AzureNative.ContainerRegistry.Inputs.SkuArgs;
using AppType = Pulumi.AzureNative.ApplicationInsights.ApplicationType;

namespace Avatar.Infra.Azure;

/// <summary>
/// What the Functions app stands on: a resource group, its identity, logs and telemetry that take no key, a registry without passwords, and an
/// environment of Container Apps. None of it costs much while nothing runs.
/// </summary>
internal sealed class AzureFoundation : ComponentResource
{
    /// <summary>Makes all of it.</summary>
    public AzureFoundation(Naming naming, SizeSettings sizes)
        : base("avatar:azure:AzureFoundation", naming.Of("azure"))
    {
        var name = naming.Of("azure");
        var child = new CustomResourceOptions { Parent = this };
        var client = GetClientConfig.Invoke();
        (SubscriptionId, TenantId) = (client.Apply(found => found.SubscriptionId), client.Apply(found => found.TenantId));

        Group = new ResourceGroup(name, new() { Location = sizes.AzureLocation, Tags = naming.Labels }, child);
        Identity = new UserAssignedIdentity(name, new() { ResourceGroupName = Group.Name, Location = Group.Location, Tags = naming.Labels }, child);

        var workspace = new Workspace(
            name,
            new()
            {
                ResourceGroupName = Group.Name,
                Location = Group.Location,
                Sku = new WorkspaceSkuArgs { Name = WorkspaceSkuNameEnum.PerGB2018 },
                RetentionInDays = sizes.LogDays,
                WorkspaceCapping = new WorkspaceCappingArgs { DailyQuotaGb = 1 }, // A program that logs without end costs 3 USD a day, not more.
                Features = new WorkspaceFeaturesArgs { DisableLocalAuth = true },
                Tags = naming.Labels,
            },
            child);
        Insights = new Component(
            name,
            new()
            {
                ResourceGroupName = Group.Name,
                Location = Group.Location,
                Kind = "web",
                ApplicationType = AppType.Web,
                IngestionMode = Pulumi.AzureNative.ApplicationInsights.IngestionMode.LogAnalytics,
                WorkspaceResourceId = workspace.Id,
                DisableLocalAuth = true,
                Tags = naming.Labels,
            },
            child);

        Registry = new Registry(
            naming.Compact("images"),
            new()
            {
                ResourceGroupName = Group.Name,
                Location = Group.Location,
                Sku = new AcrSku { Name = Pulumi.AzureNative.ContainerRegistry.SkuName.Basic },
                AdminUserEnabled = false,
                Tags = naming.Labels,
            },
            child);

        // Logs by diagnostic settings: the other way would put the workspace's shared key into the state.
        Environment = new ManagedEnvironment(
            name,
            new()
            {
                ResourceGroupName = Group.Name,
                Location = Group.Location,
                AppLogsConfiguration = new AppLogsConfigurationArgs { Destination = "azure-monitor" },
                WorkloadProfiles = [new WorkloadProfileArgs { Name = "Consumption", WorkloadProfileType = "Consumption" }],
                ZoneRedundant = false,
                Tags = naming.Labels,
            },
            child);
        _ = new DiagnosticSetting(
            name,
            new()
            {
                ResourceUri = Environment.Id,
                WorkspaceId = workspace.Id,
                Logs = [new DiagnosticsLogSettingsArgs { CategoryGroup = "allLogs", Enabled = true }],
            },
            child);

        _ = AzureRole.Telemetry.Assign($"{name}-telemetry", Identity, Insights.Id, SubscriptionId, this);
        PullsImages = AzureRole.Images.Assign($"{name}-images", Identity, Registry.Id, SubscriptionId, this);
        RegisterOutputs();
    }

    /// <summary>The subscription's id.</summary>
    public Output<string> SubscriptionId { get; }

    /// <summary>The tenant's id.</summary>
    public Output<string> TenantId { get; }

    /// <summary>The resource group.</summary>
    public ResourceGroup Group { get; }

    /// <summary>The Functions app's identity.</summary>
    public UserAssignedIdentity Identity { get; }

    /// <summary>Application Insights.</summary>
    public Component Insights { get; }

    /// <summary>The registry of images.</summary>
    public Registry Registry { get; }

    /// <summary>That the identity may pull from the registry.</summary>
    public RoleAssignment PullsImages { get; }

    /// <summary>The environment of Container Apps.</summary>
    public ManagedEnvironment Environment { get; }
}
