using Avatar.Core.Orchestration;
using DurableTask.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Converters;
using Microsoft.DurableTask.Testing.Sidecar;
using Microsoft.DurableTask.Testing.Sidecar.Grpc;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Avatar.Functions.Tests;

/// <summary>
/// Durable Task's in-process host, put together as <c>DurableTaskTestHost</c> does, but so that its worker can be stopped and started again: what then goes
/// on does so by replaying its history.
/// </summary>
internal sealed class DurableSidecar : IAsyncDisposable
{
    private readonly WebApplication _sidecar;
    private readonly GrpcChannel _channel;
    private readonly Action<DurableTaskRegistry> _tasks;
    private IHost _worker;

    private DurableSidecar(WebApplication sidecar, GrpcChannel channel, Action<DurableTaskRegistry> tasks, IHost worker) =>
        (_sidecar, _channel, _tasks, _worker) = (sidecar, channel, tasks, worker);

    /// <summary>The client.</summary>
    public DurableTaskClient Client => _worker.Services.GetRequiredService<DurableTaskClient>();

    public static async Task<DurableSidecar> StartAsync(Action<DurableTaskRegistry> tasks)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http2));
        var service = new InMemoryOrchestrationService(NullLoggerFactory.Instance);
        builder.Services.AddGrpc();
        builder.Services.AddSingleton<IOrchestrationService>(service);
        builder.Services.AddSingleton<IOrchestrationServiceClient>(service);
        builder.Services.AddSingleton<TaskHubGrpcServer>();
        var sidecar = builder.Build();
        sidecar.MapGrpcService<TaskHubGrpcServer>();
        await sidecar.StartAsync(TestContext.Current.CancellationToken);
        var channel = GrpcChannel.ForAddress(sidecar.Urls.First());
        return new DurableSidecar(sidecar, channel, tasks, await StartWorkerAsync(channel, tasks));
    }

    /// <summary>Stops the worker, as a stop of the app does, and starts another.</summary>
    public async Task RestartWorkerAsync()
    {
        await StopWorkerAsync();
        _worker = await StartWorkerAsync(_channel, _tasks);
    }

    public async ValueTask DisposeAsync()
    {
        await StopWorkerAsync();
        await _channel.ShutdownAsync();
        _channel.Dispose();
        await _sidecar.DisposeAsync();
    }

    private static async Task<IHost> StartWorkerAsync(GrpcChannel channel, Action<DurableTaskRegistry> tasks)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.Configure<DurableTaskWorkerOptions>(worker => worker.DataConverter = new JsonDataConverter(OrchestrationJson.Options));
        builder.Services.Configure<DurableTaskClientOptions>(client => client.DataConverter = new JsonDataConverter(OrchestrationJson.Options));
        builder.Services.AddDurableTaskWorker(worker => worker.UseGrpc(channel).AddTasks(tasks));
        builder.Services.AddDurableTaskClient(client => client.UseGrpc(channel).RegisterDirectly());
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    private async Task StopWorkerAsync()
    {
        await _worker.StopAsync();
        _worker.Dispose();
    }
}
