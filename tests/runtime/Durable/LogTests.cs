using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using static Avatar.Runtime.Tests.Durable.DurableFixture;

namespace Avatar.Runtime.Tests.Durable;

public class LogTests
{
    [Fact]
    public async Task TheUsersTextIsNotLoggedAtInformation()
    {
        var lines = new Lines();
        await using var durable = new DurableFixture { Options = new() { Folder = string.Empty, Logger = lines } };
        var repeat = durable.Activity<string, string>("repeat", (text, _) => text == "good secret" ? Task.FromResult(text) : throw new IOException(text));
        var job = durable.Orchestration<string, string>("job", (context, text) =>
        {
            context.Report(text);
            return context.CallActivityAsync(repeat, text);
        });
        await durable.OpenAsync();
        foreach (var text in new[] { "good secret", "bad secret" })
        {
            await durable.Engine.StartAsync(job, text[..4].Trim(), text, None);
            await durable.EndOfAsync(text[..4].Trim());
        }

        await durable.CloseAsync();

        var informed = lines.Told.Where(line => line.Level <= LogLevel.Information).ToArray();
        Assert.Contains(informed, line => line.Text == "job good ended: Succeeded");
        Assert.Contains(informed, line => line.Text == "job bad ended: Failed");
        Assert.DoesNotContain(informed, line => line.Text.Contains("secret", StringComparison.Ordinal));
        Assert.Single(lines.Told, line => line.Level == LogLevel.Warning && line.Text == "Try 1 of repeat of bad failed");
    }

    private sealed class Lines : ILogger
    {
        public ConcurrentQueue<(LogLevel Level, string Text)> Told { get; } = new();

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Told.Enqueue((logLevel, formatter(state, exception)));
    }
}
