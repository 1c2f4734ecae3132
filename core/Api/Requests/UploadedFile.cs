using Avatar.Core.Errors;
using Microsoft.AspNetCore.Http;

namespace Avatar.Api.Requests;

/// <summary>Finds the one file of an upload, as it comes in: the body, or a form's first file.</summary>
internal static class UploadedFile
{
    /// <summary>Opens the file; it is read from the network, not kept.</summary>
    /// <returns>Its name and its content.</returns>
    /// <exception cref="InvalidInputException">A form has no file.</exception>
    public static async Task<(string Name, Stream Content)> OpenAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType) return ("The upload", request.Body);
        await foreach (var part in FormParts.ReadAsync(request, cancellationToken))
            if (part.FileName is { } name)
                return (name, part.Content);
        throw new InvalidInputException("body", "The form has no file: add one, as in curl -F file=@me.jpg.");
    }
}
