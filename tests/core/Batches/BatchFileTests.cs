using System.Text;
using System.Text.Json.Nodes;
using Avatar.Core.Batches;
using Avatar.Core.Errors;
using CsCheck;

namespace Avatar.Core.Tests.Batches;

public class BatchFileTests
{
    [Theory]
    [InlineData("{\"text\":\"a\"}\n{\"text\":\"b\"}")]
    [InlineData("{\"text\":\"a\"}\r\n\r\n  {\"text\":\"b\"}\r\n")]
    [InlineData("\uFEFF{\"text\":\"a\"}\n{\"text\":\"b\"}\n\n")]
    public async Task Json_lines_are_read_with_any_line_ends_and_a_mark_at_the_start(string file) =>
        Assert.Equal(["a", "b"], (await ReadAsync(file, BatchFormat.JsonLines)).Select(row => row.Fields!["text"]!.GetValue<string>()));

    [Fact]
    public async Task A_bad_line_is_an_error_and_the_rest_is_read()
    {
        var rows = await ReadAsync("{\"text\":\"a\"}\nnonsense\n[1]\n{\"text\":1,\"Text\":2}\n{\"\\ud800\":1}\n{\"text\":\"b\"}", BatchFormat.JsonLines);

        Assert.Equal([true, false, false, false, false, true], rows.Select(row => row.Failure is null));
    }

    [Fact]
    public async Task An_endless_line_is_an_error_and_the_rest_is_read()
    {
        var rows = await ReadAsync(new string('x', 5_000_000) + "\n{\"text\":\"b\"}", BatchFormat.JsonLines);

        Assert.Contains("200,000", rows[0].Failure!.Message, StringComparison.Ordinal);
        Assert.Equal("b", rows[1].Fields!["text"]!.GetValue<string>());
    }

    [Fact]
    public async Task Csv_has_a_header_numbers_quotation_marks_and_empty_fields()
    {
        var rows = await ReadAsync("\uFEFFid,text,speed\r\na,\"Hello, \"\"you\"\",\nand you\",1.5\r\nb,Hi,\r\n", BatchFormat.Csv);

        Assert.Equal("Hello, \"you\",\nand you", rows[0].Fields!["text"]!.GetValue<string>());
        Assert.Equal("1.5", rows[0].Fields!["speed"]!.GetValue<string>());
        Assert.False(rows[1].Fields!.ContainsKey("speed"));
    }

    [Fact]
    public async Task Csv_with_quotation_marks_in_the_wrong_place_is_an_error_of_its_row()
    {
        var rows = await ReadAsync("text\na\"b\nfine\n", BatchFormat.Csv);

        Assert.Equal([false, true], rows.Select(row => row.Failure is null));
    }

    [Fact]
    public async Task Csv_with_a_comma_outside_quotation_marks_is_an_error_of_its_row_and_not_half_a_text()
    {
        var rows = await ReadAsync("id,text\na,Hello, you\nb,fine\n", BatchFormat.Csv);

        Assert.Contains("3 fields", rows[0].Failure!.Message, StringComparison.Ordinal);
        Assert.Null(rows[1].Failure);
    }

    [Fact]
    public async Task Csv_has_a_mark_before_a_header_in_quotation_marks() =>
        Assert.Equal("a", Assert.Single(await ReadAsync("\uFEFF\"text\",\"id\"\n\"a\",\"b\"\n", BatchFormat.Csv)).Fields!["text"]!.GetValue<string>());

    [Fact]
    public async Task A_file_that_is_too_large_is_refused_before_it_is_read()
    {
        var error = await Assert.ThrowsAsync<InvalidInputException>(() => ReadAsync(new byte[BatchFile.MostBytes + 1], BatchFormat.JsonLines));

        Assert.Contains("50 MiB", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", BatchFormat.JsonLines, "no rows")]
    [InlineData("\n\n", BatchFormat.JsonLines, "no rows")]
    [InlineData("text\n", BatchFormat.Csv, "no rows")]
    [InlineData("text,Text\na,b\n", BatchFormat.Csv, "twice")]
    public async Task A_file_without_use_is_refused(string file, BatchFormat format, string says)
    {
        var error = await Assert.ThrowsAsync<InvalidInputException>(() => ReadAsync(file, format));

        Assert.Equal("file", error.Field);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_encoding_is_refused() => Assert.Contains(
        "UTF-8",
        (await Assert.ThrowsAsync<InvalidInputException>(() => ReadAsync(Encoding.Unicode.GetBytes("\uFEFFtext\né\n"), BatchFormat.Csv))).Message,
        StringComparison.Ordinal);

    [Fact]
    public async Task Too_many_rows_are_refused() =>
        await Assert.ThrowsAsync<InvalidInputException>(() => ReadAsync(string.Concat(Enumerable.Repeat("{}\n", BatchFile.MostRows + 1)), BatchFormat.JsonLines));

    [Fact]
    public void Whatever_the_bytes_they_are_rows_or_refused() =>
        Gen.Select(Gen.Byte.Array[0, 200], Gen.Enum<BatchFormat>()).Sample((bytes, format) =>
        {
            try
            {
                Assert.All(ReadAsync(bytes, format).GetAwaiter().GetResult(), row => Assert.True(row.Fields is null != row.Failure is null));
            }
            catch (InvalidInputException error)
            {
                Assert.Equal("file", error.Field);
            }
        });

    private static Task<List<(JsonObject? Fields, RowFailure? Failure)>> ReadAsync(string file, BatchFormat format) => ReadAsync(Encoding.UTF8.GetBytes(file), format);

    private static async Task<List<(JsonObject? Fields, RowFailure? Failure)>> ReadAsync(byte[] file, BatchFormat format)
    {
        var rows = new List<(JsonObject?, RowFailure?)>();
        await foreach (var row in BatchFile.ReadAsync(new MemoryStream(file), format, CancellationToken.None)) rows.Add(row);
        return rows;
    }
}
