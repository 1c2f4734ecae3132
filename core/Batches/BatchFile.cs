using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Avatar.Core.Errors;
using Avatar.Core.Net;
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

    /// <summary>The largest file.</summary>
    public const long MostBytes = 50 << 20;

    private const int LongestRow = 200_000;
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    // As the serializer reads them; else a default would stand beside the row's own "Size".
    private static readonly JsonNodeOptions AnyCase = new() { PropertyNameCaseInsensitive = true };

    /// <summary>The kind of a file by its name.</summary>
    /// <exception cref="InvalidInputException">It ends neither in .jsonl nor in .csv.</exception>
    public static BatchFormat FormatOf(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".jsonl" => BatchFormat.JsonLines,
        ".csv" => BatchFormat.Csv,
        _ => throw new InvalidInputException("file", $"{Path.GetFileName(name)} is no batch file: use .jsonl (one JSON object a line) or .csv (with a header)."),
    };

    /// <summary>Reads the rows' fields. A row that can't be read comes as an error, and reading goes on with the next.</summary>
    /// <exception cref="InvalidInputException">The file as a whole can't be used: another encoding, too large, too many rows, no rows.</exception>
    public static async IAsyncEnumerable<(JsonObject? Fields, RowFailure? Failure)> ReadAsync(
        Stream content, BatchFormat format, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // An encoding that writes a mark at the start also skips it.
        var encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);
        using var reader = new StreamReader(new BoundedStream(content, MostBytes), encoding, detectEncodingFromByteOrderMarks: false);
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
            catch (TooLongException error)
            {
                throw new InvalidInputException("file", $"The file has more than {MostBytes >> 20} MiB: split it.", error);
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
            var text = line.Text?.Trim(' ', '\t', '\r');
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
            if (JsonNode.Parse(line, AnyCase, Strict) is not JsonObject fields) return (null, new RowFailure(null, "The row is not a JSON object."));
            // Counting reads the names now, while they can be refused.
            _ = fields.Count;
            return (fields, null);
        }
        catch (Exception error) when (error is JsonException or ArgumentException or InvalidOperationException)
        {
            // The latter two: names that differ in case only, and names that are no text.
            return (null, new RowFailure(null, "The row is not a JSON object, or names a field twice."));
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
        };
        using var csv = new CsvReader(reader, configuration);
        if (!await MoveAsync() || !csv.ReadHeader()) yield break;
        var header = csv.HeaderRecord!.Select(name => name.Trim()).ToArray();
        if (header.Distinct(StringComparer.OrdinalIgnoreCase).Count() != header.Length) throw new InvalidInputException("file", "The header names a column twice.");
        cancellationToken.ThrowIfCancellationRequested();
        while (await MoveAsync())
        {
            var fields = new JsonObject(AnyCase);
            for (var i = 0; i < header.Length; i++)
                if (csv.TryGetField<string>(i, out var value) && !string.IsNullOrWhiteSpace(value))
                    fields[header[i]] = value.Trim();
            // What is wrong with a field is found when it is read.
            if (bad is not null)
                yield return (null, new RowFailure(null, "The row has quotation marks in the wrong place: put the field in quotation marks and double those inside."));
            else if (csv.Parser.Count > header.Length)
                yield return (null, new RowFailure(null, $"The row has {csv.Parser.Count} fields, the header {header.Length}: put a field with commas in quotation marks."));
            else
                yield return (fields, null);
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
