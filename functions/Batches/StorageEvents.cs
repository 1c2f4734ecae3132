using System.Globalization;
using Avatar.Core.Errors;
using Avatar.Functions.Hosting;
using Avatar.Functions.Storage;
using Avatar.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Avatar.Functions.Batches;

/// <summary>
/// Renders batch files that are dropped into the folder <c>inbox/</c> of the assets bucket. Cloud Storage tells Pub/Sub, which pushes here
/// (https://cloud.google.com/storage/docs/pubsub-notifications). Every answer but 2xx makes it come again.
/// </summary>
internal static class StorageEvents
{
    private const string Inbox = "inbox/";
    private const string Finalized = "OBJECT_FINALIZE";

    /// <summary>What Pub/Sub posts.</summary>
    internal sealed record Push(PushMessage? Message);

    /// <summary>A message; of those of Cloud Storage the attributes say all that is needed.</summary>
    internal sealed record PushMessage(StorageEvent? Attributes);

    /// <summary>What has happened.</summary>
    internal sealed record StorageEvent(string? EventType, string? BucketId, string? ObjectId, string? ObjectGeneration);

    /// <summary>Maps <c>POST /api/v1/events/storage</c>; it has its own proof of who calls, not an API key.</summary>
    public static void MapStorageEvents(this IEndpointRouteBuilder app) => app.MapPost("/api/v1/events/storage", TakeAsync).AllowAnonymous().ExcludeFromDescription();

    private static async Task<Results<NoContent, ProblemHttpResult>> TakeAsync(
        HttpRequest request, FunctionsSettings settings, CloudParts parts, BatchDrop drop, CancellationToken cancellationToken)
    {
        if (settings.PushTokens is not { } tokens || settings.AssetsBucket is not { } bucket) return Problems.NotFound("address", request.Path);
        if (BearerToken.Of(request) is not { } token || !await tokens.IsValidAsync(token, cancellationToken))
            return Problems.Of(StatusCodes.Status401Unauthorized, "Only the Pub/Sub subscription of this app's bucket may call this address.");
        if ((await JsonBody.ReadAsync<Push>(request, cancellationToken)).Message?.Attributes is not { EventType: { } type, BucketId: { } source, ObjectId: { } name } happened)
            throw new InvalidInputException("message", "The message has no attributes of Cloud Storage: subscribe to the bucket's notifications.");
        if (type != Finalized || source != bucket || !name.StartsWith(Inbox, StringComparison.Ordinal) || !BatchDrop.IsBatchFile(name))
            return TypedResults.NoContent();
        if (!long.TryParse(happened.ObjectGeneration, NumberStyles.None, CultureInfo.InvariantCulture, out var generation))
            throw new InvalidInputException("objectGeneration", "objectGeneration is no number: subscribe to the bucket's notifications.");
        // The version that the event tells of: one that has replaced it has an event of its own, and one that is gone is not wanted any more.
        await using var content = await GcsReadStream.OpenAsync(parts.Google!, () => parts.Google!.FindAsync(bucket, name, generation, cancellationToken), cancellationToken);
        if (content is not null) await drop.TakeAsync($"gs://{bucket}/{name}#{generation}", name, content, cancellationToken);
        return TypedResults.NoContent();
    }
}
