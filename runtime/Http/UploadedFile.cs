using Avatar.Core.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Avatar.Runtime.Http;

/// <summary>Finds the one file of an upload, as it comes in: the body, or a form's first file.</summary>
internal static class UploadedFile
{
    /// <summary>Opens the file; it is read from the network, not kept.</summary>
    /// <returns>Its name and its content.</returns>
    /// <exception cref="InvalidInputException">A form has no file.</exception>
    public static async Task<(string Name, Stream Content)> OpenAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType) return ("The upload", request.Body);
        var boundary = HeaderUtilities.RemoveQuotes(MediaTypeHeaderValue.Parse(request.ContentType).Boundary).Value;
        if (string.IsNullOrEmpty(boundary)) throw new InvalidInputException("body", "The form has no boundary: send it as multipart/form-data.");
        var parts = new MultipartReader(boundary, request.Body);
        while (await parts.ReadNextSectionAsync(cancellationToken) is { } part)
            if (part.GetContentDispositionHeader()?.FileName is { Length: > 0 } name)
                return (Shown(name.Value!), part.Body);
        throw new InvalidInputException("body", "The form has no file: add one, as in curl -F file=@me.jpg.");
    }

    private static string Shown(string name)
    {
        var file = Path.GetFileName(name.Trim('"').Replace('\\', '/'));
        return new([.. file.Take(100).Select(c => char.IsControl(c) ? '?' : c)]);
    }
}
