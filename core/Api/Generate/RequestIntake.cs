using Avatar.Core.Artifacts;
using Avatar.Core.Errors;
using Avatar.Core.Images;
using Avatar.Core.Net;
using Avatar.Core.Orchestration;
using Avatar.Core.Portraits.Motions;
using Avatar.Core.Rendering;
using Avatar.Core.Requests;
using Avatar.Core.Voices;

namespace Avatar.Api.Generate;

/// <summary>Turns a body into the input of a render: images are fetched and stored, and everything is checked.</summary>
internal sealed class RequestIntake(StoredImages images, IArtifactStore artifacts, PublicHttp http, RequestCheck check, IVoiceReplica replica, ServiceSettings settings)
{
    private const int LongestCallbackId = 200;

    /// <summary>Checks a body and stores its images.</summary>
    /// <exception cref="InvalidInputException">A field can't be used.</exception>
    public async Task<RenderInput> TakeAsync(GenerateBody body, CancellationToken cancellationToken)
    {
        if (body.CallbackId is { Length: > LongestCallbackId })
            throw new InvalidInputException("callbackId", $"callbackId has {body.CallbackId.Length} characters: the limit is {LongestCallbackId}.");
        var callback = body.CallbackUrl is null ? null : new Callback(http.CheckUrl("callbackUrl", body.CallbackUrl).AbsoluteUri, body.CallbackId);
        var request = body.ToRequest();
        // The request may name a voice that another machine has learned.
        await replica.PullAsync(cancellationToken);
        // Before anything is fetched: what is wrong without images stays wrong with them.
        await check.CheckAsync(request with { Portrait = null, Background = "keep", Motion = null }, cancellationToken);
        request = request with
        {
            Portrait = await PortraitAsync(body.ReferenceImage, cancellationToken),
            Background = body.Background == "keep" || body.Background.StartsWith('#')
                ? body.Background
                : (await StoreAsync("background", body.Background, cancellationToken)).Value,
            Motion = body.Motion is { } motion ? (await StoredMotions.FindAsync(artifacts, motion, cancellationToken)).Value : null,
        };
        _ = RenderJob.From(request);
        return new RenderInput(request, callback);
    }

    private async Task<string?> PortraitAsync(string? image, CancellationToken cancellationToken)
    {
        if (image is null) return settings.DefaultPortrait;
        return PortraitCatalog.Names.Contains(image) ? image : (await StoreAsync("referenceImage", image, cancellationToken)).Value;
    }

    private async Task<ArtifactKey> StoreAsync(string field, string image, CancellationToken cancellationToken)
    {
        if (image.Contains("://", StringComparison.Ordinal)) return (await images.StoreAsync(field, image, http, cancellationToken)).Key;
        return ArtifactKey.TryParse($"{StoredImages.Folder}/{image}", null, out var key) && await images.FindAsync(key, cancellationToken) is not null
            ? key
            : throw new InvalidInputException(field, $"{field} '{Shown(image)}' is unknown: upload an image to /api/v1/images and use its id, or give a URL"
                + (field == "background" ? ", a colour such as #1e90ff, or keep." : $" or one of {string.Join(", ", PortraitCatalog.Names)}."));
    }

    private static string Shown(string text) => Printable.Of(text, 100);
}
