using Avatar.Api.Requests;
using Avatar.Api.Videos;
using Avatar.Core.Artifacts;
using Avatar.Core.Images;
using Avatar.Core.Rendering;
using Avatar.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Avatar.Api.Images;

/// <summary>Portraits and backgrounds: those that ship, and those that users upload.</summary>
internal static class ImageEndpoints
{
    /// <summary>An image as the API shows it.</summary>
    /// <param name="Id">What a request's referenceImage or background names it by.</param>
    /// <param name="Url">Where it is.</param>
    /// <param name="Shipped">Whether it comes with the product.</param>
    /// <param name="WidthPx">Width in pixels; for uploaded ones.</param>
    /// <param name="HeightPx">Height in pixels; for uploaded ones.</param>
    internal sealed record ImageView(string Id, string Url, bool Shipped, int? WidthPx, int? HeightPx)
    {
        /// <summary>The view of an uploaded image.</summary>
        public static ImageView Of(StoredImage image) => new(image.Key.Name, $"/api/v1/images/{image.Key.Name}", false, image.WidthPx, image.HeightPx);

        /// <summary>The view of a shipped portrait.</summary>
        public static ImageView Of(string portrait) => new(portrait, $"/api/v1/images/{portrait}", true, null, null);
    }

    /// <summary>Maps <c>images</c>.</summary>
    public static void MapImages(this IEndpointRouteBuilder api)
    {
        var images = api.MapGroup("/images").WithTags("Images");
        images.MapPost("/", UploadAsync)
            .WithName("uploadImage")
            .WithSummary("Upload an image")
            .WithDescription("A JPEG, PNG or WebP as the body or as the one file of a form. The id is made of the content: the same image has the same id.")
            .Accepts<IFormFile>("multipart/form-data", "image/jpeg", "image/png", "image/webp", "application/octet-stream")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .DisableAntiforgery();
        images.MapGet("/", ListAsync).WithName("listImages").WithSummary("List images");
        images.MapGet("/{id}", GetAsync)
            .WithName("getImage")
            .WithSummary("Get an image")
            .Produces<Stream>(StatusCodes.Status200OK, "image/jpeg", "image/png", "image/webp")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Created<ImageView>> UploadAsync(HttpRequest request, StoredImages images, UploadLedger ledger, CancellationToken cancellationToken)
    {
        var (name, content) = await UploadedFile.OpenAsync(request, cancellationToken);
        await using (content)
        {
            var image = ImageView.Of(await images.StoreAsync("image", name, content, cancellationToken));
            await ledger.CheckAsync(IdempotencyKey.Of(request), image.Id, cancellationToken);
            return TypedResults.Created(image.Url, image);
        }
    }

    private static async Task<Ok<IReadOnlyList<ImageView>>> ListAsync(StoredImages images, CancellationToken cancellationToken)
    {
        var found = PortraitCatalog.Names.Select(ImageView.Of).ToList();
        await foreach (var image in images.ListAsync(cancellationToken)) found.Add(ImageView.Of(image));
        return TypedResults.Ok<IReadOnlyList<ImageView>>(found);
    }

    private static async Task<Results<PhysicalFileHttpResult, FileStreamHttpResult, ProblemHttpResult>> GetAsync(
        string id, IArtifactStore artifacts, CancellationToken cancellationToken)
    {
        if (PortraitCatalog.Names.Contains(id)) return TypedResults.PhysicalFile(PortraitCatalog.PathOf(id), "image/jpeg", enableRangeProcessing: true);
        return await VideoEndpoints.FileAsync(artifacts, StoredImages.Folder, id, cancellationToken) is { } found ? found : Problems.NotFound("image", id);
    }
}
