using Avatar.Core.Artifacts;
using Avatar.Core.Rendering;
using Avatar.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Avatar.Api.Videos;

/// <summary>Gives out the files of finished jobs.</summary>
internal static class VideoEndpoints
{
    /// <summary>Maps <c>videos/FILE</c>.</summary>
    public static void MapVideos(this IEndpointRouteBuilder api) => api
        .MapMethods("/videos/{file}", [HttpMethods.Get, HttpMethods.Head], GetAsync)
        .WithTags("Videos")
        .WithSummary("Get a job's video, poster, captions or manifest")
        .WithDescription("The addresses are in a job's links. Understands Range, If-None-Match and If-Range.")
        .Produces<Stream>(StatusCodes.Status200OK, "video/mp4", "video/webm", "image/png", "application/x-subrip", "text/vtt", "application/json")
        .ProducesProblem(StatusCodes.Status404NotFound);

    /// <summary>The media type of a file name's extension.</summary>
    public static string ContentType(string name) => Path.GetExtension(name) switch
    {
        ".mp4" => "video/mp4",
        ".webm" => "video/webm",
        ".png" => "image/png",
        ".jpg" => "image/jpeg",
        ".webp" => "image/webp",
        ".srt" => "application/x-subrip",
        ".vtt" => "text/vtt; charset=utf-8",
        ".json" or ".jsonl" => "application/json",
        _ => "application/octet-stream",
    };

    /// <summary>An artifact as an answer, or null when there is none.</summary>
    public static async Task<FileStreamHttpResult?> FileAsync(IArtifactStore artifacts, string folder, string file, CancellationToken cancellationToken)
    {
        if (!ArtifactKey.TryParse($"{folder}/{file}", null, out var key) || await artifacts.FindAsync(key, cancellationToken) is not { } info) return null;
        var content = await artifacts.OpenReadAsync(key, cancellationToken);
        return TypedResults.Stream(content, ContentType(file), entityTag: new EntityTagHeaderValue($"\"{info.ETag}\""), enableRangeProcessing: true);
    }

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> GetAsync(string file, IArtifactStore artifacts, CancellationToken cancellationToken) =>
        await FileAsync(artifacts, PublishedFiles.Folder, file, cancellationToken) is { } found ? found : Problems.NotFound("video", file);
}
