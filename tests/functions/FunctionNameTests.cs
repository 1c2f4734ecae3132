using Avatar.Core.Batches;
using Avatar.Core.Orchestration;
using Avatar.Functions.Hosting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Avatar.Functions.Tests;

[Collection(ServerTests.Name)]
public class FunctionNameTests(FunctionsServer server)
{
    [Fact]
    public void Each_orchestration_is_a_function_of_its_name() => Assert.Equal(
        new[] { RenderOrchestration.Definition.Name, BatchOrchestration.Definition.Name, NotifyOrchestration.Definition.Name, VoiceOrchestration.Definition.Name }.Order(),
        FunctionTasks.With<OrchestrationTriggerAttribute>().Keys.Order());

    [Fact]
    public async Task Each_activity_is_a_function_of_its_name_but_the_one_that_writes_to_folders_of_one_machine()
    {
        var parts = await server.Services.GetRequiredService<CloudProduct>().OpenAsync(TestContext.Current.CancellationToken);

        Assert.Equal(parts.Activities.Names.Where(name => name != BatchActivities.ExportRow.Name).Order(), FunctionTasks.With<ActivityTriggerAttribute>().Keys.Order());
    }

    [Fact]
    public void No_two_functions_have_one_name()
    {
        var names = typeof(Functions.Api.ApiFunction).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .Select(method => method.GetCustomAttributes(typeof(FunctionAttribute), false).Cast<FunctionAttribute>().SingleOrDefault()?.Name).OfType<string>().ToList();

        Assert.Equal(names.Distinct(StringComparer.OrdinalIgnoreCase), names);
    }
}
