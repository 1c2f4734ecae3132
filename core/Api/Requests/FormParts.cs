using System.Runtime.CompilerServices;
using Avatar.Core.Errors;
using Avatar.Core.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Avatar.Api.Requests;

/// <summary>A part of a form.</summary>
/// <param name="Field">Its field, or an empty text.</param>
/// <param name="FileName">The user's name for a file, to be shown only; null for a field with a text.</param>
/// <param name="Content">Its content, as it comes in; to be read before the next part. A form that is cut off is said to be so.</param>
internal sealed record FormPart(string Field, string? FileName, Stream Content);

/// <summary>Reads a multipart form part by part, as it comes in; nothing is kept.</summary>
internal static class FormParts
{
    // RFC 2046, 5.1.1.
    private const int LongestBoundary = 70;
    private const int LongestName = 100;
    private const int MostParts = 100;

    /// <summary>The parts of a request's form. Files without a name, as browsers send them for an empty choice, are left out.</summary>
    /// <exception cref="InvalidInputException">The form has no boundary, or very many parts.</exception>
    /// <exception cref="BadHttpRequestException">The form is malformed.</exception>
    public static async IAsyncEnumerable<FormPart> ReadAsync(HttpRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var boundary = HeaderUtilities.RemoveQuotes(MediaTypeHeaderValue.Parse(request.ContentType).Boundary).Value;
        if (boundary?.Length is not (> 0 and <= LongestBoundary))
            throw new InvalidInputException("body", $"The form has no boundary of 1 to {LongestBoundary} characters: send it as multipart/form-data.");
        var parts = new MultipartReader(boundary, request.Body);
        for (var count = 1; await ReadAsync(parts.ReadNextSectionAsync(cancellationToken)) is { } part; count++)
        {
            if (count > MostParts) throw new InvalidInputException("body", $"The form has more than {MostParts} parts: send fewer.");
            var disposition = part.GetContentDispositionHeader();
            var field = Shown(HeaderUtilities.RemoveQuotes(disposition?.Name ?? default).Value ?? "");
            var file = disposition is null ? default : disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName;
            var name = file.HasValue ? Shown(Path.GetFileName(HeaderUtilities.RemoveQuotes(file).Value!.Replace('\\', '/'))) : null;
            if (name != "") yield return new FormPart(field, name, new PartContent(part.Body));
        }
    }

    private static async Task<T> ReadAsync<T>(Task<T> read)
    {
        try
        {
            return await read;
        }
        catch (Exception malformed) when (malformed is InvalidDataException || (malformed is IOException and not BadHttpRequestException))
        {
            throw new BadHttpRequestException("The form is cut off or malformed: send it as multipart/form-data (RFC 7578).", StatusCodes.Status400BadRequest, malformed);
        }
    }

    private static string Shown(string text) => Printable.Of(text, LongestName);

    // Says of a form that is cut off within a part that it is.
    private sealed class PartContent(Stream content) : ForwardStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            await FormParts.ReadAsync(content.ReadAsync(buffer, cancellationToken).AsTask());
    }
}
