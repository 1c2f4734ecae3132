using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Avatar.Core.Activities;
using Avatar.Core.Net;
using Avatar.Core.Orchestration;
using Avatar.Core.Webhooks;
using Avatar.Runtime.Tests.Durable;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace Avatar.Runtime.Tests.Webhooks;

/// <summary>The notification of a job on the real engine, to a real receiver, under a clock that the test moves.</summary>
public sealed class NotifyTests : IAsyncDisposable
{
    private const string Secret = "a secret that nobody may see";
    private const string Id = "job-a-notify";
    private static readonly TimeSpan[] Waits =
        [TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(12)];

    // The engine's timers are rounded up to the next millisecond.
    private static readonly TimeSpan JustPast = TimeSpan.FromMilliseconds(1);

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero));
    private readonly List<IDisposable> _clients = [];
    private readonly DurableFixture _durable;

    public NotifyTests() => _durable = new DurableFixture(_clock);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _durable.DisposeAsync();
        foreach (var client in _clients) client.Dispose();
    }

    [Fact]
    public async Task It_is_tried_again_after_longer_and_longer_waits_until_it_is_taken()
    {
        await using var receiver = await Receiver.StartAsync(500, 302, 404, 204);

        var (deliveries, taken) = await NotifyAsync(receiver.Url);

        Assert.True(taken);
        Assert.Equal([500, 302, 404, 204], deliveries.Select(delivery => delivery.StatusCode));
        Assert.Equal([false, false, false, true], deliveries.Select(delivery => delivery.Delivered));
        Assert.Equal(Waits[..3], WaitsBetween(deliveries));
        Assert.All(receiver.Messages, message => Assert.Equal(("/hook", "application/json"), (message.Path, message.ContentType)));
    }

    [Fact]
    public async Task Each_try_is_signed_anew_and_says_how_the_job_ended()
    {
        await using var receiver = await Receiver.StartAsync(503, 200);

        await NotifyAsync(receiver.Url);

        var messages = receiver.Messages.ToArray();
        Assert.Equal(2, messages.Length);
        Assert.Equal(10, SecondsOf(messages[1]) - SecondsOf(messages[0]));
        Assert.All(messages, message => Assert.Equal(WebhookSignature.Sign(Secret, SecondsOf(message), message.Body), message.Signature));
        Assert.Equal(messages[0].Body, messages[1].Body);
        var body = JsonDocument.Parse(messages[0].Body).RootElement;
        Assert.Equal("job-a", body.GetProperty("id").GetString());
        Assert.Equal("order 7", body.GetProperty("callbackId").GetString());
        Assert.Equal("failed", body.GetProperty("status").GetString());
        Assert.Equal("invalidInput", body.GetProperty("failure").GetProperty("kind").GetString());

        static long SecondsOf(Received message) => long.Parse(message.Timestamp, CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Gone_ends_it()
    {
        await using var receiver = await Receiver.StartAsync(500, 410, 200);

        var (deliveries, taken) = await NotifyAsync(receiver.Url);

        Assert.False(taken);
        Assert.Equal([500, 410], deliveries.Select(delivery => delivery.StatusCode));
    }

    [Fact]
    public async Task It_gives_up_after_the_last_wait()
    {
        await using var receiver = await Receiver.StartAsync(500);

        var (deliveries, taken) = await NotifyAsync(receiver.Url);

        Assert.False(taken);
        Assert.Equal(Waits, WaitsBetween(deliveries));
    }

    [Fact]
    public async Task Who_can_t_be_reached_is_tried_again()
    {
        using var port = new TcpListener(IPAddress.Loopback, 0);
        port.Start();
        var url = $"http://{port.LocalEndpoint}/hook";
        port.Stop();

        var (deliveries, taken) = await NotifyAsync(url);

        Assert.False(taken);
        Assert.All(deliveries, delivery => Assert.True(delivery is { StatusCode: null, Error.Length: > 0 }));
    }

    [Fact]
    public async Task Private_addresses_are_not_called()
    {
        await using var receiver = await Receiver.StartAsync(200);

        var (deliveries, taken) = await NotifyAsync(receiver.Url, allowPrivateNetworks: false);

        Assert.False(taken);
        Assert.All(deliveries, delivery => Assert.Equal("The address is not public.", delivery.Error));
        Assert.Empty(receiver.Messages);
    }

    [Fact]
    public async Task The_secret_is_not_in_the_journal()
    {
        await using var receiver = await Receiver.StartAsync(500, 200);

        await NotifyAsync(receiver.Url);
        await _durable.CloseAsync();

        foreach (var file in Directory.EnumerateFiles(_durable.Folder, "*", SearchOption.AllDirectories))
            Assert.False((await File.ReadAllBytesAsync(file, Token)).AsSpan().IndexOf("a secret that nobody"u8) >= 0, file);
    }

    /// <summary>Whatever is answered and wherever the service is stopped: the tries are those of the answers up to the first that ends it.</summary>
    [Fact]
    public Task Restarts_during_the_waits_lose_and_repeat_nothing() => Gen
        .Select(Gen.OneOf([.. new[] { 200, 302, 400, 410, 429, 500 }.Select(answer => Gen.Const(answer))]).Array[1, 9], Gen.Bool.Array[9])
        .SampleAsync(CheckAsync, iter: 12, threads: 1);

    private static IEnumerable<TimeSpan> WaitsBetween(WebhookDelivery[] deliveries) => deliveries.Zip(deliveries.Skip(1), (one, next) => next.AtUtc - one.AtUtc - JustPast);

    private static async Task CheckAsync(int[] answers, bool[] restarts)
    {
        await using var test = new NotifyTests();
        await using var receiver = await Receiver.StartAsync(answers);

        var (deliveries, taken) = await test.NotifyAsync(receiver.Url, restarts: restarts);

        var all = Enumerable.Range(0, Waits.Length + 1).Select(i => answers[Math.Min(i, answers.Length - 1)]).ToList();
        var end = all.FindIndex(answer => answer is 200 or 410);
        var expected = end < 0 ? all : all[..(end + 1)];
        Assert.Equal(expected, deliveries.Select(delivery => delivery.StatusCode!.Value));
        Assert.Equal(expected.Count, receiver.Messages.Count);
        Assert.Equal(expected[^1] == 200, taken);
    }

    private async Task<(WebhookDelivery[] Deliveries, bool Taken)> NotifyAsync(string url, bool allowPrivateNetworks = true, bool[]? restarts = null)
    {
        var http = new PublicHttp(allowPrivateNetworks);
        _clients.Add(http);
        _durable.Registry.Add(NotifyOrchestration.Deliver, new DeliverWebhookActivity(http, Secret, _clock)).Add(NotifyOrchestration.Definition);
        await _durable.OpenAsync();
        var failure = new StepFailure("plan", FailureKind.InvalidInput, "voice", "There is no voice 'x'.");
        await _durable.Engine.StartAsync(NotifyOrchestration.Definition, Id, new RenderEnded("job-a", new Callback(url, "order 7"), null, failure), Token);
        for (var tries = 1; ; tries++)
        {
            // The clock moves only between the tries, each time just past the wait.
            var state = await StateAfterAsync(tries);
            if (state.HasEnded)
                return (state.Report!.Value.Deserialize<WebhookDelivery[]>(OrchestrationJson.Options)!, state.Result!.Value.GetBoolean());
            if (restarts?[tries - 1] == true) await _durable.ReopenAsync();
            _clock.Advance(Waits[tries - 1] + JustPast);
        }
    }

    private async Task<OrchestrationState> StateAfterAsync(int tries)
    {
        await foreach (var state in _durable.Engine.WatchAsync(Id, Token))
            if (state.HasEnded || state.Report?.GetArrayLength() >= tries)
                return state;
        throw new InvalidOperationException("The notification is gone.");
    }
}
