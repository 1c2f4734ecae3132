using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Avatar.Core.Errors;
using CsvHelper;
using CsvHelper.Configuration;

namespace Avatar.Core.Batches;

/// <summary>The kinds of batch file.</summary>
public enum BatchFormat
{
    /// <summary>One JSON object a line.</summary>
    JsonLines,

    /// <summary>A header line, then a row a line (RFC 4180).</summary>
    Csv,
}

/// <summary>Reads batch files as they come; not trusted.</summary>
public static class BatchFile
{
    /// <summary>The most rows of a file.</summary>
    public const int MostRows = 10_000;

    private const int LongestRow = 200_000;
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };
    private static readonly HashSet<string> Numbers = ["speed", "size", "fps", "seed"];

    /// <summary>The kind of a file by its name.</summary>
    /// <exception cref="InvalidInputException">It ends neither in .jsonl nor in .csv.</exception>
    public static BatchFormat FormatOf(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".jsonl" => BatchFormat.JsonLines,
        ".csv" => BatchFormat.Csv,
        _ => throw new InvalidInputException("file", $"{Path.GetFileName(name)} is no batch file: use .jsonl (one JSON object a line) or .csv (with a header)."),
    };

    /// <summary>Reads the rows' fields. A row that can't be read comes as an error, and reading goes on with the next.</summary>
    /// <exception cref="InvalidInputException">The file as a whole can't be used: another encoding, too many rows, no rows.</exception>
    public static async IAsyncEnumerable<(JsonObject? Fields, RowFailure? Failure)> ReadAsync(
        Stream content, BatchFormat format, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(content, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false);
        var rows = 0;
        await using var source = (format == BatchFormat.Csv ? CsvRowsAsync(reader, cancellationToken) : JsonRowsAsync(reader, cancellationToken))
            .GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            try
            {
                if (!await source.MoveNextAsync()) break;
            }
            catch (DecoderFallbackException error)
            {
                throw new InvalidInputException("file", "The file is not UTF-8: save it as UTF-8.", error);
            }

            if (++rows > MostRows) throw new InvalidInputException("file", $"The file has more than {MostRows} rows: split it.");
            yield return source.Current;
        }

        if (rows == 0) throw new InvalidInputException("file", "The file has no rows.");
    }

    private static async IAsyncEnumerable<(JsonObject? Fields, RowFailure? Failure)> JsonRowsAsync(
        StreamReader reader, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var lines = new BoundedLines(reader, LongestRow);
        while (await lines.ReadAsync(cancellationToken) is { } line)
        {
            var text = line.Text?.Trim('\uFEFF', ' ', '\t', '\r');
            if (text is { Length: 0 }) continue;
            yield return text is null
                ? (null, new RowFailure(null, $"The row has more than {LongestRow:N0} characters."))
                : Parse(text);
        }
    }

    private static (JsonObject? Fields, RowFailure? Failure) Parse(string line)
    {
        try
        {
            return JsonNode.Parse(line, documentOptions: Strict) is JsonObject fields
                ? (fields, null)
                : (null, new RowFailure(null, "The row is not a JSON object."));
        }
        catch (JsonException)
        {
            return (null, new RowFailure(null, "The row is not a JSON object."));
        }
    }

    private static async IAsyncEnumerable<(JsonObject? Fields, RowFailure? Failure)> CsvRowsAsync(
        StreamReader reader, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? bad = null;
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            BadDataFound = found => bad = found.Field,
            MissingFieldFound = null,
            MaxFieldSize = LongestRow,
            DetectColumnCountChanges = false,
            PrepareHeaderForMatch = header => header.Header,
        };
        using var csv = new CsvReader(reader, configuration);
        if (!await MoveAsync() || !csv.ReadHeader()) yield break;
        var header = csv.HeaderRecord!.Select(name => name.Trim('\uFEFF', ' ')).ToArray();
        if (header.Distinct().Count() != header.Length) throw new InvalidInputException("file", "The header names a column twice.");
        cancellationToken.ThrowIfCancellationRequested();
        while (await MoveAsync())
        {
            var fields = new JsonObject();
            for (var i = 0; i < header.Length; i++)
                if (csv.TryGetField<string>(i, out var value) && !string.IsNullOrWhiteSpace(value))
                    fields[header[i]] = Numbers.Contains(header[i]) && double.TryParse(value, CultureInfo.InvariantCulture, out var number)
                        ? JsonValue.Create(number)
                        : JsonValue.Create(value);
            // What is wrong with a field is found when it is read.
            yield return bad is null
                ? (fields, null)
                : (null, new RowFailure(null, "The row has quotation marks in the wrong place: put the field in quotation marks and double those inside."));
            bad = null;
        }

        async Task<bool> MoveAsync()
        {
            try
            {
                return await csv.ReadAsync();
            }
            catch (MaxFieldSizeException error)
            {
                throw new InvalidInputException("file", $"A field has more than {LongestRow:N0} characters.", error);
            }
        }
    }
}
