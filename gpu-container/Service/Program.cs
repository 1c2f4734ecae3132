using Avatar.Core.Errors;
using Avatar.Engines.Onnx;
using Avatar.GpuContainer;
using Avatar.Http;

try
{
    var settings = ContainerSettings.From(new ConfigurationBuilder().AddEnvironmentVariables().Build());
    DeviceCheck.Run(settings.Device);
    await using var server = ContainerServer.Create(settings);
    await server.StartAsync();
    if (settings.Token is null && !ServiceHost.IsLocal(settings.Host))
        await Console.Error.WriteLineAsync("avatar-gpu: warning: anybody who reaches this address can use the service: set GPU_TOKEN, or let only your own callers reach it.");
    Console.WriteLine($"Realtime Avatar's engines are ready at {server.Urls.First()}");
    await server.WaitForShutdownAsync();
    return 0;
}
catch (InvalidInputException refused)
{
    await Console.Error.WriteLineAsync($"avatar-gpu: {refused.Message}");
    return 2;
}
catch (Exception failed) when (failed is RenderFailedException or IOException)
{
    await Console.Error.WriteLineAsync($"avatar-gpu: {failed.Message}");
    return 1;
}
