using System.Text;
using System.Text.Json;
using Avatar.Core.Artifacts;
using Avatar.Core.Batches;
using Avatar.Core.Orchestration;
using Avatar.Core.Rendering;
using Avatar.Core.Requests;
using Avatar.Engines;
using CsCheck;

namespace Avatar.Runtime.Tests.Batches;

public sealed class BatchIntakeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LocalEngines _engines = new(new Avatar.Core.Voices.VoiceStore(Path.Combine(Path.GetTempPath(), "no-voices")));

    public void Dispose()
    {
        _engines.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("""{"text":null}""", "text")]
    [InlineData("""{"text":"Hi.","language":null}""", "language")]
    [InlineData("""{"text":"Hi.","background":null}""", "background")]
    [InlineData("""{"text":"Hi.","speed":1e999}""", "speed")]
    [InlineData("""{"text":"Hi.","size":"large"}""", "size")]
    [InlineData("""{"text":"Hi.","seed":2147483648}""", "seed")]
    [InlineData("""{"text":["Hi."]}""", "text")]
    [InlineData("""{"text":"Hi.","colour":"red"}""", "colour")]
    [InlineData("""{"id":"a"}""", "text")]
    [InlineData("""{"text":"Hi.","id":"../a"}""", "id")]
    [InlineData("""{"text":"Hi.","callbackId":"a"}""", "callbackId")]
    [InlineData("""{"text":"Hi.","referenceImage":"secret.txt"}""", "referenceImage")]
    [InlineData("""{"text":"Hi.","referenceImage":"fifo.png"}""", "referenceImage")]
    public async Task A_row_that_can_t_be_used_names_its_field(string row, string field)
    {
        await File.WriteAllTextAsync(_folder.File("secret.txt"), "secret", TestContext.Current.CancellationToken);
        Fifo.Make(_folder.File("fifo.png"));

        var read = await TakeAsync(row + "\n{\"text\":\"Next.\"}\n", BatchFormat.JsonLines, null);

        Assert.Equal(field, read[0].Failure!.Field);
        Assert.DoesNotContain('\n', read[0].Failure!.Message);
        Assert.Null(read[1].Failure);
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("1e999")]
    [InlineData("1,5")]
    public async Task A_number_of_a_csv_that_is_none_names_its_field(string speed) =>
        Assert.Equal("speed", Assert.Single(await TakeAsync($"text,speed\nHi.,\"{speed}\"\n", BatchFormat.Csv, null)).Failure!.Field);

    [Fact]
    public async Task A_path_that_is_too_long_is_an_error_of_its_row()
    {
        var rows = await TakeAsync($$"""{"text":"Hi.","referenceImage":"{{new string('x', 5000)}}"}""" + "\n{\"text\":\"Next.\"}", BatchFormat.JsonLines, null);

        Assert.InRange(rows[0].Failure!.Message.Length, 1, 300);
        Assert.Null(rows[1].Failure);
    }

    [Fact]
    public async Task A_row_s_own_value_comes_before_the_default_however_it_is_written()
    {
        var rows = await TakeAsync("Text,Size,SPEED\nHi., 256 ,1.5\nHi.,,\n", BatchFormat.Csv, new GenerateBody { Text = "", Size = 720, Speed = 0.5 });

        Assert.Equal([256, 720], rows.Select(row => row.Request!.Size));
        Assert.Equal([1.5, 0.5], rows.Select(row => row.Request!.Speed));
    }

    [Fact]
    public void Whatever_the_values_every_row_is_usable_or_says_why()
    {
        string[] names = ["text", "Text", "id", "size", "speed", "seed", "voice", "language", "background", "referenceImage", "captions", "format", "other", "\\ud800"];
        string[] values = ["null", "1", "-1", "1e400", "true", "[]", "{}", "\"\"", "\"Hi.\"", "\"..\"", "\"\\ud800\"", "\"\\u0000\"", "\"256\"", "\"" + new string('x', 300) + "\""];
        var field = Gen.Select(Gen.Int[0, names.Length - 1], Gen.Int[0, values.Length - 1], (name, value) => (Name: names[name], Value: values[value]));
        Gen.Select(field.Array[0, 4], Gen.Bool).Sample(
            (fields, spoken) =>
            {
                var all = spoken ? fields.Append((Name: "text", Value: "\"Hi.\"")) : fields;
                var line = "{" + string.Join(',', all.Select(pair => $"\"{pair.Name}\":{pair.Value}")) + "}";
                var row = Assert.Single(TakeAsync(line, BatchFormat.JsonLines, new GenerateBody { Text = "", Voice = "am_michael" }).GetAwaiter().GetResult());
                Assert.True(row.Request is null != row.Failure is null, line);
            },
            iter: 300,
            threads: 1);
    }

    private async Task<List<BatchRow>> TakeAsync(string file, BatchFormat format, GenerateBody? defaults)
    {
        var artifacts = new FileArtifactStore(_folder.File("artifacts"));
        var intake = new BatchIntake(artifacts, new RequestCheck(_engines), _folder.Path);
        var (key, count) = await intake.TakeAsync(new MemoryStream(Encoding.UTF8.GetBytes(file)), format, defaults, CancellationToken.None);
        using var reader = new StreamReader(await artifacts.OpenReadAsync(key, CancellationToken.None));
        var rows = new List<BatchRow>();
        while (await reader.ReadLineAsync(CancellationToken.None) is { } line) rows.Add(JsonSerializer.Deserialize<BatchRow>(line, OrchestrationJson.Options)!);
        Assert.Equal(count, rows.Count);
        return rows;
    }
}
