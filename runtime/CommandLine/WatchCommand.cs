using System.CommandLine;
using Avatar.Api.Batches;
using Avatar.Core.Rendering;
using Avatar.Core.Voices;
using Avatar.Http;
using Avatar.Runtime.Batches;
using Avatar.Runtime.Configuration;
using Avatar.Runtime.Hosting;
using Microsoft.Extensions.Logging;

namespace Avatar.Runtime.CommandLine;

/// <summary><c>watch</c>: renders the batch files that are dropped into a folder.</summary>
internal static class WatchCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var folder = new Argument<string>("folder") { Description = "The folder; results appear in its folder done/NAME." };
        var command = new Command("watch", "Render every .jsonl and .csv file that is dropped into a folder.") { folder };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var inbox = Path.GetFullPath(parsed.GetValue(folder)!);
            var settings = RuntimeSettings.Load(Environment.CurrentDirectory) with { JobsFolder = Path.Combine(inbox, ".avatar") };
            using var logs = LoggerFactory.Create(logging => logging.AddLogs(settings.LogLevel, settings.IsProduction));
            await using var runtime = await RenderRuntime.OpenAsync(settings, logs.CreateLogger<RenderRuntime>(), cancellationToken);
            var batches = new BatchService(runtime.Durable, runtime.Artifacts, new RequestCheck(runtime.Engines), IVoiceReplica.Alone);
            await Console.Error.WriteLineAsync($"avatar: watching {inbox}");
            await new BatchInbox(inbox, batches, runtime.Artifacts, logs.CreateLogger<BatchInbox>()).RunAsync(cancellationToken);
            return ExitCode.Success;
        });
        return command;
    }
}
