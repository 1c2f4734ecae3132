using System.Collections.Immutable;
using System.Globalization;
using Avatar.Tests;

namespace Avatar.Infra.Tests;

public class GpuContainerTests
{
    private const string Service = "gcp:cloudrunv2/service:Service";

    [Theory]
    [InlineData("dev", 1)]
    [InlineData("prod", 3)]
    public async Task It_scales_from_none_to_a_few(string stack, int most)
    {
        var service = (await Deployed.StackAsync(stack)).Only(Service);

        Assert.Equal(0.0, service.At("template", "scaling", "minInstanceCount"));
        Assert.Equal((double)most, service.At("template", "scaling", "maxInstanceCount"));
        Assert.Null(service.At("scaling"));
    }

    [Fact]
    public async Task It_has_one_L4_and_what_Cloud_Run_asks_for_beside_it()
    {
        var service = (await Deployed.StackAsync("dev")).Only(Service);
        var container = service.List("template", "containers").Single();
        var resources = (ImmutableDictionary<string, object>)container["resources"];
        var limits = (ImmutableDictionary<string, object>)resources["limits"];

        Assert.Equal("nvidia-l4", service.At("template", "nodeSelector", "accelerator"));
        Assert.Equal(true, service.At("template", "gpuZonalRedundancyDisabled"));
        Assert.Equal("1", limits["nvidia.com/gpu"]);
        Assert.True(int.Parse((string)limits["cpu"], CultureInfo.InvariantCulture) >= 4);
        Assert.True(int.Parse(((string)limits["memory"]).Replace("Gi", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) >= 16);
        Assert.Equal(false, resources["cpuIdle"]);
        Assert.Equal(true, resources["startupCpuBoost"]);
    }

    [Fact]
    public async Task An_instance_has_four_minutes_to_load_its_models_which_is_what_Cloud_Run_allows()
    {
        var service = (await Deployed.StackAsync("dev")).Only(Service);

        Assert.Equal("/health/ready", service.At("template", "containers", 0, "startupProbe", "httpGet", "path"));
        Assert.Equal("/health/live", service.At("template", "containers", 0, "livenessProbe", "httpGet", "path"));
        double Probe(string number) => (double)service.At("template", "containers", 0, "startupProbe", number)!;
        Assert.Equal(240, Probe("periodSeconds") * Probe("failureThreshold"));
        Assert.InRange(Probe("timeoutSeconds"), 1, Probe("periodSeconds"));
    }

    [Fact]
    public async Task It_is_sent_as_many_calls_as_it_takes_and_one_more_would_go_to_another_instance()
    {
        var service = (await Deployed.StackAsync("dev", ("avatar:gpuJobs", "3"), ("avatar:gpuQueue", "4"))).Only(Service);
        var variables = Variables(service);

        Assert.Equal(("3", "4"), (variables["GPU_JOBS"], variables["GPU_QUEUE"]));
        Assert.Equal(7.0, service.At("template", "maxInstanceRequestConcurrency"));
        Assert.Equal("3600s", service.At("template", "timeout"));
    }

    [Fact]
    public async Task Its_variables_are_those_that_the_container_reads()
    {
        var variables = Variables((await Deployed.StackAsync("dev")).Only(Service));
        var settings = await File.ReadAllTextAsync(Repository.File("gpu-container", "Service", "ContainerSettings.cs"), TestContext.Current.CancellationToken);

        Assert.Equal(
            new SortedDictionary<string, string>
            {
                ["AVATAR_MODELS"] = "/models", ["DEVICE"] = "cuda", ["GPU_HOST"] = "0.0.0.0", ["GPU_JOBS"] = "1", ["GPU_QUEUE"] = "8", ["MODE"] = "production",
            },
            new SortedDictionary<string, string>(variables));
        foreach (var name in variables.Keys.Where(name => name != "AVATAR_MODELS")) // It comes with the engines that need models.
            Assert.Contains($"\"{name}\"", settings, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_port_is_the_one_of_the_image()
    {
        var service = (await Deployed.StackAsync("dev")).Only(Service);

        Assert.Equal(8001.0, service.At("template", "containers", 0, "ports", "containerPort"));
        Assert.Contains(
            "EXPOSE 8001",
            await File.ReadAllTextAsync(Repository.File("gpu-container", "Dockerfile"), TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_reads_models_from_their_bucket_and_runs_the_image_that_was_pushed()
    {
        var stack = await Deployed.StackAsync("dev");
        var service = stack.Only(Service);

        Assert.Equal(stack.Outputs["ModelsBucket"], service.At("template", "volumes", 0, "gcs", "bucket"));
        Assert.Equal(true, service.At("template", "volumes", 0, "gcs", "readOnly"));
        Assert.Equal("/models", service.At("template", "containers", 0, "volumeMounts", 0, "mountPath"));
        Assert.Equal($"{stack.Outputs["GpuImage"]}:abc1234", service.At("template", "containers", 0, "image"));
    }

    private static Dictionary<string, string> Variables(Asked service) =>
        service.List("template", "containers", 0, "envs").ToDictionary(one => (string)one["name"], one => (string)one["value"]);
}
