using System.Text;
using System.Text.Json;
using Avatar.Api.Batches;
using Avatar.Core.Orchestration;
using Avatar.Core.Rendering;
using Avatar.Core.Voices;
using Avatar.Runtime.Batches;
using Avatar.Runtime.Configuration;
using Avatar.Runtime.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Avatar.Runtime.Tests.Batches;

public sealed class BatchInboxTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private CancellationTokenSource? _stop;
    private RenderRuntime? _runtime;
    private Task _watching = Task.CompletedTask;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Inbox => _folder.File("inbox");

    public ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Inbox);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_dropped_file_becomes_a_folder_of_results()
    {
        await StartAsync();
        await DropAsync("clips.csv", "id,text,size,speechEngine\nhello,Hello there.,256,espeak\nbad,,256,espeak\n");

        await AppearsAsync("done/clips");

        Assert.Equal(
            ["clips.csv", "hello.manifest.json", "hello.mp4", "hello.poster.png", "results.jsonl", "summary.json"],
            Directory.GetFiles(Path.Combine(Inbox, "done/clips")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
        var rows = await File.ReadAllLinesAsync(Path.Combine(Inbox, "done/clips/results.jsonl"), Token);
        Assert.Equal(["hello.mp4", "text"], [JsonDocument.Parse(rows[0]).RootElement.GetProperty("output").GetString(), JsonDocument.Parse(rows[1]).RootElement.GetProperty("failure").GetProperty("field").GetString()]);
        Assert.False(File.Exists(Path.Combine(Inbox, "clips.csv")));
    }

    [Fact]
    public async Task The_same_content_is_rendered_once_and_the_same_name_overwrites_nothing()
    {
        await StartAsync();
        await DropAsync("a.jsonl", Row("One."));
        await AppearsAsync("done/a");
        await DropAsync("a.jsonl", Row("Two."));
        await AppearsAsync("done/a-2");
        await DropAsync("b.jsonl", Row("One."));
        await AppearsAsync("done/b");

        Assert.Equal(Job("done/a"), Job("done/b"));
        Assert.NotEqual(Job("done/a"), Job("done/a-2"));
        Assert.Equal(Bytes("done/a/00001.mp4"), Bytes("done/b/00001.mp4"));
    }

    [Fact]
    public async Task A_file_that_can_t_be_used_is_put_aside_with_the_reason()
    {
        await StartAsync();
        await File.WriteAllBytesAsync(Path.Combine(Inbox, "wide.csv"), Encoding.Unicode.GetBytes("\uFEFFtext\né\n"), Token);

        await AppearsAsync("failed/wide");

        Assert.Contains("UTF-8", await File.ReadAllTextAsync(Path.Combine(Inbox, "failed/wide/error.json"), Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_batch_file_stays_where_it_is()
    {
        await File.WriteAllTextAsync(_folder.File("outside.jsonl"), Row("No."), Token);
        File.CreateSymbolicLink(Path.Combine(Inbox, "link.jsonl"), _folder.File("outside.jsonl"));
        await DropAsync("notes.txt", "Hi.");
        await DropAsync(".hidden.jsonl", Row("No."));
        Fifo.Make(Path.Combine(Inbox, "pipe.jsonl"));
        await DropAsync("last.jsonl", Row("Yes."));
        await StartAsync();

        await AppearsAsync("done/last");

        Assert.Equal(["last"], Directory.GetDirectories(Path.Combine(Inbox, "done")).Select(folder => Path.GetFileName(folder)));
        Assert.Equal([".hidden.jsonl", "link.jsonl", "notes.txt", "pipe.jsonl"], Directory.GetFiles(Inbox).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_stopped_inbox_goes_on_with_its_files()
    {
        await StartAsync();
        await DropAsync("long.jsonl", string.Concat(Enumerable.Range(0, 6).Select(i => Row($"This is row number {i} of a long file."))));
        while (_runtime!.Durable.Statistics.RunningActivities == 0) await Task.Delay(10, Token);

        await StopAsync();
        Assert.True(File.Exists(Path.Combine(Inbox, "long.jsonl")));
        await StartAsync();
        await AppearsAsync("done/long");

        Assert.Equal(6, Directory.GetFiles(Path.Combine(Inbox, "done/long"), "*.mp4").Length);
    }

    [Fact]
    public async Task A_batch_that_was_cancelled_is_rendered_when_its_file_comes_again()
    {
        await StartAsync();
        var rows = string.Concat(Enumerable.Range(0, 6).Select(i => Row($"This is row number {i} of a cancelled file.")));
        await DropAsync("a.jsonl", rows);
        while (_runtime!.Durable.Statistics.RunningActivities == 0) await Task.Delay(10, Token);
        var page = await _runtime.Durable.ListAsync(new OrchestrationQuery("batch", null, null, 1), Token);
        await _runtime.Durable.CancelAsync(Assert.Single(page.Items).Id, Token);
        await AppearsAsync("failed/a");

        await DropAsync("a.jsonl", rows);
        await AppearsAsync("done/a");

        Assert.Equal(6, Directory.GetFiles(Path.Combine(Inbox, "done/a"), "*.mp4").Length);
    }

    private static string Row(string text) => $$"""{"text":"{{text}}","size":256,"speechEngine":"espeak"}""" + "\n";

    private async Task StartAsync()
    {
        _runtime = await RenderRuntime.OpenAsync(new RuntimeSettings { DataFolder = _folder.File("data") }, NullLogger.Instance, Token);
        var batches = new BatchService(_runtime.Durable, _runtime.Artifacts, new RequestCheck(_runtime.Engines), IVoiceReplica.Alone);
        _stop = new CancellationTokenSource();
        _watching = new BatchInbox(Inbox, batches, _runtime.Artifacts, NullLogger.Instance).RunAsync(_stop.Token);
    }

    private async Task StopAsync()
    {
        if (_stop is not null) await _stop.CancelAsync();
        await _watching;
        _stop?.Dispose();
        _stop = null;
        if (_runtime is not null) await _runtime.DisposeAsync();
        _runtime = null;
    }

    private Task DropAsync(string name, string content) => File.WriteAllTextAsync(Path.Combine(Inbox, name), content, Token);

    private async Task AppearsAsync(string place)
    {
        while (!Directory.Exists(Path.Combine(Inbox, place)))
        {
            if (_watching.IsCompleted) await _watching;
            await Task.Delay(20, Token);
        }
    }

    private string? Job(string place) =>
        JsonDocument.Parse(File.ReadAllLines(Path.Combine(Inbox, place, "results.jsonl"))[0]).RootElement.GetProperty("jobId").GetString();

    private byte[] Bytes(string place) => File.ReadAllBytes(Path.Combine(Inbox, place));
}
