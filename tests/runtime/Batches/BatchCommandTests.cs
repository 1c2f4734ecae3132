using System.Text.Json;
using Avatar.Runtime.Tests.CommandLine;
using Avatar.Tests;

namespace Avatar.Runtime.Tests.Batches;

public sealed class BatchCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_row_gets_its_files_or_its_reason()
    {
        File.Copy(Repository.File("assets", "images", "sofia_neutral.jpg"), _folder.File("me.jpg"));
        await File.WriteAllTextAsync(_folder.File("rows.jsonl"), """
            {"text":"Hello, one.","id":"First"}
            {"text":"Two.","size":999}
            no json
            {"text":"你好。","referenceImage":"me.jpg","captions":"srt","format":"webm"}
            {"text":"Out.","referenceImage":"../../etc/passwd"}
            {"text":"Again.","id":"first"}
            {"text":"Call.","callbackUrl":"https://example.com"}
            """, TestContext.Current.CancellationToken);

        var outcome = await AvatarProcess.RunAsync(_folder.Path, ["batch", "rows.jsonl", "-o", "out", "--size", "256", "--speech-engine", "espeak"]);

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("2 of 7 rows rendered", outcome.Errors, StringComparison.Ordinal);
        Assert.Equal(
            ["00004.manifest.json", "00004.poster.png", "00004.srt", "00004.webm", "first.manifest.json", "first.mp4", "first.poster.png", "results.jsonl", "summary.json"],
            Directory.GetFileSystemEntries(_folder.File("out")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
        var rows = (await File.ReadAllLinesAsync(_folder.File("out/results.jsonl"), TestContext.Current.CancellationToken)).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(["first.mp4", null, null, "00004.webm", null, null, null], rows.Select(row => row.TryGetProperty("output", out var output) ? output.GetString() : null));
        Assert.Equal(["size", null, "referenceImage", "id", "callbackUrl"], rows.Where(row => row.TryGetProperty("failure", out _)).Select(row => Field(row.GetProperty("failure"))));
        Assert.Equal(256, (await Probe.RunAsync(_folder.File("out/first.mp4"))).Video.GetProperty("height").GetInt32());
        Assert.Empty(_folder.Leftovers);
    }

    [Fact]
    public async Task An_interrupted_batch_goes_on_where_it_was()
    {
        await File.WriteAllLinesAsync(
            _folder.File("rows.jsonl"), Enumerable.Range(1, 6).Select(i => $$"""{"text":"This is row number {{i}}, which is a little longer."}"""), TestContext.Current.CancellationToken);
        string[] arguments = ["batch", "rows.jsonl", "-o", "out", "--size", "256", "--speech-engine", "espeak", "--parallel", "1"];

        using (var first = AvatarProcess.Start(_folder.Path, arguments))
        {
            while (!File.Exists(_folder.File("out/00002.mp4"))) await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        var made = File.GetLastWriteTimeUtc(_folder.File("out/00001.mp4"));
        var second = await AvatarProcess.RunAsync(_folder.Path, arguments);

        Assert.Equal(0, second.ExitCode);
        Assert.Equal(6, Directory.GetFiles(_folder.File("out"), "*.mp4").Length);
        Assert.Equal(made, File.GetLastWriteTimeUtc(_folder.File("out/00001.mp4")));
        Assert.False(Directory.Exists(_folder.File("out/.avatar")));
    }

    [Fact]
    public async Task A_file_that_was_changed_after_an_interruption_is_rendered_as_it_is_now()
    {
        string[] arguments = ["batch", "rows.jsonl", "-o", "out", "--size", "256", "--speech-engine", "espeak", "--parallel", "1"];
        await WriteAsync("This is a long row as it was at first, to be changed.", 6);
        using (var first = AvatarProcess.Start(_folder.Path, arguments))
        {
            while (!File.Exists(_folder.File("out/00001.mp4"))) await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        await WriteAsync("As now.", 2);
        var second = await AvatarProcess.RunAsync(_folder.Path, arguments);

        Assert.Equal(0, second.ExitCode);
        foreach (var manifest in Directory.GetFiles(_folder.File("out"), "*.manifest.json").Order(StringComparer.Ordinal).Take(2))
            Assert.Contains("As now.", await File.ReadAllTextAsync(manifest, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("out/00006.mp4")));

        Task WriteAsync(string text, int rows) => File.WriteAllLinesAsync(
            _folder.File("rows.jsonl"), Enumerable.Range(1, rows).Select(i => $$"""{"text":"{{text}}","seed":{{i}}}"""), TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("there is no file", "none.jsonl")]
    [InlineData("no batch file", "rows.txt")]
    [InlineData("no rows", "empty.csv")]
    [InlineData("overwrite", "out/results.jsonl")]
    [InlineData("17", "rows.jsonl", "--parallel", "17")]
    [InlineData("500", "rows.jsonl", "--size", "500")]
    public async Task A_file_or_an_option_that_can_t_be_used_is_refused_in_one_line(string says, string file, params string[] options)
    {
        await File.WriteAllTextAsync(_folder.File("rows.jsonl"), "{\"text\":\"Hi.\"}", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_folder.File("rows.txt"), "Hi.", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_folder.File("empty.csv"), "text\n", TestContext.Current.CancellationToken);

        Directory.CreateDirectory(_folder.File("out"));
        await File.WriteAllTextAsync(_folder.File("out/results.jsonl"), "{\"text\":\"Hi.\"}", TestContext.Current.CancellationToken);

        var outcome = await AvatarProcess.RunAsync(_folder.Path, ["batch", file, "-o", "out", .. options]);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(says, Assert.Single(outcome.Errors.Split('\n')), StringComparison.OrdinalIgnoreCase);
    }

    private static string? Field(JsonElement failure) => failure.TryGetProperty("field", out var field) ? field.GetString() : null;
}
