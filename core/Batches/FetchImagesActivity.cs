using Avatar.Core.Images;
using Avatar.Core.Net;
using Avatar.Core.Orchestration;
using Avatar.Core.Rendering;

namespace Avatar.Core.Batches;

/// <summary>Fetches the images that a request names by URL, and puts their keys in its place.</summary>
internal sealed class FetchImagesActivity(StoredImages images, PublicHttp http) : IActivity<RenderRequest, RenderRequest>
{
    /// <summary>Whether a request names an image by URL.</summary>
    public static bool Needs(RenderRequest request) => IsUrl(request.Portrait) || IsUrl(request.Background);

    /// <inheritdoc/>
    public async Task<RenderRequest> RunAsync(RenderRequest input, CancellationToken cancellationToken)
    {
        if (IsUrl(input.Portrait)) input = input with { Portrait = (await images.StoreAsync("referenceImage", input.Portrait!, http, cancellationToken)).Key.Value };
        if (IsUrl(input.Background)) input = input with { Background = (await images.StoreAsync("background", input.Background, http, cancellationToken)).Key.Value };
        return input;
    }

    private static bool IsUrl(string? image) => image?.Contains("://", StringComparison.Ordinal) == true;
}
