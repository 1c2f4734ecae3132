using System.Text.Json;
using System.Text.Json.Nodes;
using Avatar.Core.Artifacts;
using Avatar.Core.Errors;
using Avatar.Core.Images;
using Avatar.Core.Media;
using Avatar.Core.Orchestration;
using Avatar.Core.Portraits.Motions;
using Avatar.Core.Rendering;
using Avatar.Core.Requests;

namespace Avatar.Core.Batches;

/// <summary>Reads a batch file into checked rows and stores them for the orchestration.</summary>
/// <param name="artifacts">Where rows and images are stored.</param>
/// <param name="check">Checks requests.</param>
/// <param name="imageFolder">The folder in which rows may name image files, or null when they may not.</param>
public sealed class BatchIntake(IArtifactStore artifacts, RequestCheck check, string? imageFolder)
{
    /// <summary>The folder of rows and results.</summary>
    public const string Folder = "batches";

    /// <summary>What follows the hash in the name of a batch's rows.</summary>
    public const string RowsSuffix = ".rows.jsonl";

    private const int LongestId = 60;
    private const int LongestShown = 100;
    private readonly StoredImages _images = new(artifacts);

    /// <summary>Reads a file.</summary>
    /// <param name="content">The file's bytes.</param>
    /// <param name="format">Its kind.</param>
    /// <param name="defaults">What rows get that do not say otherwise.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The key of the stored rows, made of their content, and how many there are.</returns>
    /// <exception cref="InvalidInputException">The file as a whole can't be used.</exception>
    public async Task<(ArtifactKey Rows, int Count)> TakeAsync(Stream content, BatchFormat format, GenerateBody? defaults, CancellationToken cancellationToken)
    {
        var ids = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        using var rows = new MemoryStream();
        var number = 0;
        await foreach (var (fields, failure) in BatchFile.ReadAsync(content, format, cancellationToken))
        {
            var row = await ReadAsync(++number, fields, failure, defaults, ids, cancellationToken);
            JsonSerializer.Serialize(rows, row, OrchestrationJson.Options);
            rows.WriteByte((byte)'\n');
        }

        rows.Position = 0;
        var key = await ArtifactKey.OfContentAsync(Folder, rows, RowsSuffix, cancellationToken);
        rows.Position = 0;
        await artifacts.WriteAsync(key, rows, cancellationToken);
        return (key, number);
    }

    private async Task<BatchRow> ReadAsync(
        int number, JsonObject? fields, RowFailure? failure, GenerateBody? defaults, HashSet<string> ids, CancellationToken cancellationToken)
    {
        var id = $"{number:00000}";
        if (failure is not null) return new BatchRow(number, id, null, failure);
        try
        {
            var body = Body(fields!, defaults);
            if (body.Id is not null) id = Check(body.Id);
            if (!ids.Add(id)) throw new InvalidInputException("id", $"Id '{id}' stands in an earlier row already.");
            if (body.CallbackUrl is not null || body.CallbackId is not null)
                throw new InvalidInputException(body.CallbackUrl is null ? "callbackId" : "callbackUrl", "Rows have no callbacks: watch the batch instead.");
            var request = body.ToRequest();
            await check.CheckAsync(request with { Portrait = null, Background = "keep", Motion = null }, cancellationToken);
            return new BatchRow(number, id, request with
            {
                Portrait = request.Portrait is { } portrait && !PortraitCatalog.Names.Contains(portrait)
                    ? await ImageAsync("referenceImage", portrait, cancellationToken)
                    : request.Portrait,
                Background = request.Background == "keep" || request.Background.StartsWith('#')
                    ? request.Background
                    : await ImageAsync("background", request.Background, cancellationToken),
                Motion = request.Motion is { } motion ? (await StoredMotions.FindAsync(artifacts, motion, cancellationToken)).Value : null,
            }, null);
        }
        catch (InvalidInputException error)
        {
            return new BatchRow(number, id, null, new RowFailure(error.Field == "portrait" ? "referenceImage" : error.Field, error.Message));
        }
    }

    private static BatchRowBody Body(JsonObject fields, GenerateBody? defaults)
    {
        try
        {
            if (defaults is not null)
                foreach (var (name, value) in JsonSerializer.SerializeToNode(defaults, OrchestrationJson.Options)!.AsObject())
                    if (name != "text" && !fields.ContainsKey(name))
                        fields[name] = value?.DeepClone();
            return fields.Deserialize<BatchRowBody>(OrchestrationJson.Options)!;
        }
        catch (JsonException error)
        {
            throw JsonErrors.Explain(error);
        }
        catch (InvalidOperationException error)
        {
            throw new InvalidInputException("row", "The row has half of a surrogate pair: write whole characters.", error);
        }
    }

    // Folded to lower case, since file names and store keys are.
    private static string Check(string id) => id.Length is > 0 and <= LongestId && id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
        ? id.ToLowerInvariant()
        : throw new InvalidInputException("id", $"Id '{Shown(id)}' can't name a file: use up to {LongestId} letters, digits and dashes.");

    // URLs are left for the render, which may come much later; files are taken in now, since they may be gone by then.
    private async Task<string> ImageAsync(string field, string image, CancellationToken cancellationToken)
    {
        if (image.Contains("://", StringComparison.Ordinal)) return image;
        if (ArtifactKey.TryParse($"{StoredImages.Folder}/{image}", null, out var key) && await artifacts.FindAsync(key, cancellationToken) is not null) return key.Value;
        var shown = Shown(image);
        if (imageFolder is null) throw new InvalidInputException(field, $"{field} '{shown}' is unknown: upload the image and use its id, or give a URL.");
        await using var content = OpenFile();
        return (await _images.StoreAsync(field, shown, content, cancellationToken)).Key.Value;

        FileStream OpenFile()
        {
            try
            {
                return FileWithin.OpenRead(imageFolder, image)
                    ?? throw new InvalidInputException(field, $"{field} '{shown}' is no file in the batch file's folder: put the image there and give its path from there.");
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new InvalidInputException(field, $"{field} '{shown}' can't be read: let this user read it.", error);
            }
        }
    }

    private static string Shown(string value) => Printable.Of(value, LongestShown);
}
