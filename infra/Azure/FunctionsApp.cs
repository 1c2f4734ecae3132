using System.Globalization;
using Avatar.Infra.Settings;
using Pulumi;
using Pulumi.AzureNative.App;
using Pulumi.AzureNative.App.Inputs;

namespace Avatar.Infra.Azure;

/// <summary>
/// The Functions image as a container app, from none to a few replicas. It is a plain container app, not one of the kind <c>functionapp</c>: that kind
/// makes scale rules of the triggers by itself, and those know Durable Functions only with SQL Server
/// (https://learn.microsoft.com/azure/azure-functions/durable/durable-functions-mssql-container-apps-hosting). With Azure Storage the app would be
/// stopped in the middle of a render and not started for what waits. So the rules are here: by HTTP calls, by activities that wait or run, and by
/// messages to orchestrations. The nightly clean-up wakes nothing: it is made up for when the app next runs.
/// </summary>
internal sealed class FunctionsApp : ComponentResource
{
    private const string TaskHub = "avatar";
    private const int Partitions = 4;
    private const int CallsPerReplica = 50;

    /// <summary>
    /// Makes the app of an image with its tag, which is told about the rest of the stack by variables. Values of secret variables are kept as secrets of
    /// the app; their variables only refer to them.
    /// </summary>
    public FunctionsApp(
        Naming naming,
        AzureFoundation foundation,
        FunctionsStorage storage,
        SizeSettings sizes,
        Input<string> image,
        IReadOnlyDictionary<string, Input<string>> variables,
        IReadOnlyDictionary<string, Output<string>> secrets)
        : base("avatar:azure:FunctionsApp", naming.Of("functions"))
    {
        var app = new ContainerApp(
            naming.Of("functions"),
            new()
            {
                ResourceGroupName = foundation.Group.Name,
                Location = foundation.Group.Location,
                EnvironmentId = foundation.Environment.Id,
                WorkloadProfileName = "Consumption",
                Identity = new ManagedServiceIdentityArgs
                {
                    Type = ManagedServiceIdentityType.UserAssigned,
                    UserAssignedIdentities = [foundation.Identity.Id],
                },
                Configuration = new ConfigurationArgs
                {
                    ActiveRevisionsMode = ActiveRevisionsMode.Single,
                    Ingress = new IngressArgs { External = true, TargetPort = Agreed.FunctionsPort, AllowInsecure = false },
                    Registries = [new RegistryCredentialsArgs { Server = foundation.Registry.LoginServer, Identity = foundation.Identity.Id }],
                    Secrets = [.. secrets.Select(secret => new SecretArgs { Name = SecretName(secret.Key), Value = secret.Value })],
                },
                Template = new TemplateArgs
                {
                    Containers =
                    [
                        new ContainerArgs
                        {
                            Name = "functions",
                            Image = image,
                            Resources = new ContainerResourcesArgs { Cpu = sizes.FunctionsCores, Memory = $"{sizes.FunctionsMemoryGib}Gi" },
                            Env =
                            [
                                .. HostVariables(foundation, storage, sizes).Concat(variables)
                                    .Select(one => new EnvironmentVarArgs { Name = one.Key, Value = one.Value }),
                                .. secrets.Keys.Select(key => new EnvironmentVarArgs { Name = key, SecretRef = SecretName(key) }),
                            ],
                        },
                    ],
                    Scale = new ScaleArgs
                    {
                        MinReplicas = 0,
                        MaxReplicas = sizes.FunctionsMaxReplicas,
                        Rules = [.. Rules(foundation, storage, sizes)],
                    },
                },
                Tags = naming.Labels,
            },
            new() { Parent = this, DependsOn = [foundation.PullsImages, .. storage.Roles] });
        Url = app.Configuration.Apply(configuration => $"https://{configuration?.Ingress?.Fqdn}");
        RegisterOutputs();
    }

    /// <summary>The app's address.</summary>
    public Output<string> Url { get; }

    private static Dictionary<string, Input<string>> HostVariables(AzureFoundation foundation, FunctionsStorage storage, SizeSettings sizes) => new()
    {
        [FunctionsVariables.WorkerRuntime] = "dotnet-isolated",
        [FunctionsVariables.StorageAccount] = storage.Account.Name,
        [FunctionsVariables.StorageCredential] = "managedidentity",
        [FunctionsVariables.StorageClientId] = foundation.Identity.ClientId,
        [FunctionsVariables.ClientId] = foundation.Identity.ClientId,
        [FunctionsVariables.InsightsConnection] = foundation.Insights.ConnectionString,
        [FunctionsVariables.InsightsAuthentication] = Output.Format($"ClientId={foundation.Identity.ClientId};Authorization=AAD"),
        [FunctionsVariables.TaskHub] = TaskHub,
        [FunctionsVariables.Partitions] = Number(Partitions),
        [FunctionsVariables.Activities] = Number(sizes.ActivitiesPerReplica),
        [FunctionsVariables.NoPolling] = "true",
        [FunctionsVariables.Mode] = "production",
        [FunctionsVariables.KeepJobsDays] = Number(sizes.OutputDays),
        [FunctionsVariables.KeepArtifactsDays] = Number(sizes.PartDays),
        [FunctionsVariables.MaxRecordingsMb] = Number(Agreed.MaxRecordingsMb),
    };

    private static IEnumerable<ScaleRuleArgs> Rules(AzureFoundation foundation, FunctionsStorage storage, SizeSettings sizes)
    {
        yield return new() { Name = "http", Http = new HttpScaleRuleArgs { Metadata = { ["concurrentRequests"] = Number(CallsPerReplica) } } };

        // Activities stay in their queue, unseen, while they run: counted, or the app would be stopped under them.
        yield return Queue("activities", $"{TaskHub}-workitems", sizes.ActivitiesPerReplica, "all");

        // Timers (a webhook that is sent again in twelve hours) are unseen messages too: not counted, or the app would run until then.
        for (var partition = 0; partition < Partitions; partition++)
            yield return Queue($"orchestrations-{partition}", $"{TaskHub}-control-{partition:00}", 20, "visibleonly");

        ScaleRuleArgs Queue(string rule, string queue, int length, string counted) => new()
        {
            Name = rule,
            Custom = new CustomScaleRuleArgs
            {
                Type = "azure-queue",
                Identity = foundation.Identity.Id,
                Metadata =
                {
                    ["accountName"] = storage.Account.Name,
                    ["queueName"] = queue,
                    ["queueLength"] = Number(length),
                    ["queueLengthStrategy"] = counted,
                },
            },
        };
    }

    private static string SecretName(string variable) => variable.Replace('_', '-').ToLowerInvariant();

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
