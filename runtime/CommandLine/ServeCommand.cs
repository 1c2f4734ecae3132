using System.CommandLine;
using Avatar.Core.Errors;
using Avatar.Http;
using Avatar.Runtime.Configuration;
using Avatar.Runtime.Hosting;
using Avatar.Runtime.Http;
using Avatar.Runtime.Http.Security;
using Microsoft.Extensions.Logging;

namespace Avatar.Runtime.CommandLine;

/// <summary><c>serve</c>: the HTTP service.</summary>
internal static class ServeCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var host = new Option<string?>("--host") { Description = "The address to listen on. Default: AVATAR_HOST, else 127.0.0.1." };
        var port = new Option<int?>("--port") { Description = "The port to listen on; 0 takes a free one. Default: AVATAR_PORT, else 8000." };
        var data = new Option<string?>("--data") { Description = "The folder of jobs and artifacts. Default: AVATAR_DATA, else data in the checkout.", HelpName = "DIR" };
        var command = new Command("serve", "Serve the HTTP API; settings are in .env.example, the reference is at /docs.") { host, port, data };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = RuntimeSettings.Load(Environment.CurrentDirectory);
            settings = settings with
            {
                Host = parsed.GetValue(host) ?? settings.Host,
                Port = parsed.GetValue(port) ?? settings.Port,
                DataFolder = Path.GetFullPath(parsed.GetValue(data) ?? settings.DataFolder),
            };
            await ServeAsync(settings, cancellationToken);
            return ExitCode.Success;
        });
        return command;
    }

    private static async Task ServeAsync(RuntimeSettings settings, CancellationToken cancellationToken)
    {
        using var logs = LoggerFactory.Create(logging => logging.AddLogs(settings.LogLevel, settings.IsProduction));
        await using var runtime = await RenderRuntime.OpenAsync(settings, logs.CreateLogger<RenderRuntime>(), cancellationToken);
        await using var server = AvatarServer.Create(runtime, settings);
        try
        {
            await server.StartAsync(cancellationToken);
        }
        catch (IOException error)
        {
            throw new InvalidInputException("port", $"Can't listen on {settings.Host}:{settings.Port} ({error.Message.TrimEnd('.')}): choose another with --port.", error);
        }

        if (new ApiKeyFile(settings.DataFolder).All.Count == 0 && !ServiceHost.IsLocal(settings.Host))
            await Console.Error.WriteLineAsync($"avatar: warning: {settings.Host} may be reached from the network and there is no API key: make one with './avatar keys add NAME'.");
        Console.WriteLine($"Realtime Avatar is ready at {server.Urls.First()} (reference: {server.Urls.First()}/docs)");
        await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await server.StopAsync(CancellationToken.None);
    }
}
