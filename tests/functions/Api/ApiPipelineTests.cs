using System.Net;

namespace Avatar.Functions.Tests.Api;

public class ApiPipelineTests
{
    [Fact]
    public async Task The_process_says_that_it_runs_also_while_the_gpu_service_can_t_be_reached()
    {
        // Nobody listens there.
        await using var server = await FunctionsServer.StartAsync(settings => settings with { GpuService = new Uri("http://127.0.0.1:9") });

        using var response = await server.Client.GetAsync("/health/live", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
