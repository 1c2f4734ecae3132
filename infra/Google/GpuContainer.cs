using System.Globalization;
using Avatar.Infra.Settings;
using Pulumi;
using Pulumi.Gcp.CloudRunV2;
using Pulumi.Gcp.CloudRunV2.Inputs;
using Pulumi.Gcp.ServiceAccount;
using Pulumi.Gcp.Storage;

namespace Avatar.Infra.Google;

/// <summary>
/// The engines on Cloud Run with one NVIDIA L4 each, from none to a few instances. Cloud Run lets nobody in without an ID token of an account that may
/// invoke the service, so the container itself asks for none. Its own account may read the models, and nothing else.
/// </summary>
internal sealed class GpuContainer : ComponentResource
{
    /// <summary>Makes the service of an image with its tag, which reads a bucket of models, and which one member of IAM may call.</summary>
    public GpuContainer(Naming naming, GoogleApis apis, SizeSettings sizes, Input<string> image, Bucket models, Input<string> invoker)
        : base("avatar:google:GpuContainer", naming.Of("gpu"))
    {
        var name = naming.Of("gpu");
        var child = new CustomResourceOptions { Parent = this };
        var account = new Account(
            name,
            new() { Project = apis.Project, AccountId = name, DisplayName = "The GPU container: reads models" },
            child);
        var reader = new BucketIAMMember(
            $"{name}-models",
            new() { Bucket = models.Name, Role = "roles/storage.objectViewer", Member = account.Member },
            child);
        var service = new Service(
            name,
            new()
            {
                Project = apis.Project,
                Location = sizes.Region,
                Ingress = "INGRESS_TRAFFIC_ALL", // Azure calls from outside; who may call is IAM's to say.
                InvokerIamDisabled = false,
                DeletionProtection = sizes.ProtectData,
                Labels = naming.Labels,
                Template = Template(sizes, image, models, account),
            },
            new() { Parent = this, DependsOn = { reader } });
        var binding = new ServiceIamMember(
            $"{name}-invoker",
            new() { Project = service.Project, Location = service.Location, Name = service.Name, Role = "roles/run.invoker", Member = invoker },
            child);

        // Known only when the caller may call, so that nothing is set up that would be turned away.
        Url = Output.Tuple(service.Uri, binding.Id).Apply(both => both.Item1);
        ServiceName = service.Name;
        RegisterOutputs();
    }

    /// <summary>The service's address, which is the audience of the ID tokens too.</summary>
    public Output<string> Url { get; }

    /// <summary>The service's name.</summary>
    public Output<string> ServiceName { get; }

    private static ServiceTemplateArgs Template(SizeSettings sizes, Input<string> image, Bucket models, Account account) => new()
    {
        ServiceAccount = account.Email,
        ExecutionEnvironment = "EXECUTION_ENVIRONMENT_GEN2",
        Scaling = new ServiceTemplateScalingArgs { MinInstanceCount = 0, MaxInstanceCount = sizes.GpuMaxInstances },
        MaxInstanceRequestConcurrency = sizes.GpuConcurrency,
        Timeout = $"{sizes.GpuTimeoutSeconds}s",
        NodeSelector = new ServiceTemplateNodeSelectorArgs { Accelerator = "nvidia-l4" },
        GpuZonalRedundancyDisabled = true, // Two thirds of the price, and the quota that new projects have.
        Volumes =
        [
            new ServiceTemplateVolumeArgs
            {
                Name = "models",
                Gcs = new ServiceTemplateVolumeGcsArgs { Bucket = models.Name, ReadOnly = true },
            },
        ],
        Containers =
        [
            new ServiceTemplateContainerArgs
            {
                Image = image,
                Ports = new ServiceTemplateContainerPortsArgs { ContainerPort = Agreed.GpuPort },
                Resources = new ServiceTemplateContainerResourcesArgs
                {
                    Limits =
                    {
                        ["cpu"] = Number(SizeSettings.GpuCores),
                        ["memory"] = $"{SizeSettings.GpuMemoryGib}Gi",
                        ["nvidia.com/gpu"] = "1",
                    },
                    CpuIdle = false, // A GPU is billed by the instance's life, so its CPU has to be always there.
                    StartupCpuBoost = true,
                },
                // Ready once the models are loaded: four minutes, the most that Cloud Run waits for an instance.
                StartupProbe = new ServiceTemplateContainerStartupProbeArgs
                {
                    PeriodSeconds = 5,
                    TimeoutSeconds = 5,
                    FailureThreshold = 48,
                    HttpGet = new ServiceTemplateContainerStartupProbeHttpGetArgs { Path = "/health/ready", Port = Agreed.GpuPort },
                },
                LivenessProbe = new ServiceTemplateContainerLivenessProbeArgs
                {
                    PeriodSeconds = 30,
                    TimeoutSeconds = 5,
                    FailureThreshold = 3,
                    HttpGet = new ServiceTemplateContainerLivenessProbeHttpGetArgs { Path = "/health/live", Port = Agreed.GpuPort },
                },
                VolumeMounts = [new ServiceTemplateContainerVolumeMountArgs { Name = "models", MountPath = Agreed.ModelsFolder }],
                Envs =
                [
                    Variable(GpuVariables.Mode, "production"),
                    Variable(GpuVariables.Host, "0.0.0.0"),
                    Variable(GpuVariables.Device, "cuda"),
                    Variable(GpuVariables.Jobs, Number(sizes.GpuJobs)),
                    Variable(GpuVariables.Queue, Number(sizes.GpuQueue)),
                    Variable(GpuVariables.Models, Agreed.ModelsFolder),
                ],
            },
        ],
    };

    private static ServiceTemplateContainerEnvArgs Variable(string name, string value) => new() { Name = name, Value = value };

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
