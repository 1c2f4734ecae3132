using System.Net;
using Google;
using Google.Cloud.Storage.V1;
using Object = Google.Apis.Storage.v1.Data.Object;

namespace Avatar.Functions.Storage;

/// <summary>Looks objects of Google Cloud Storage up.</summary>
internal static class GcsLookup
{
    /// <summary>What is known of an object; null when there is none.</summary>
    /// <param name="client">The client.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="name">The object's name.</param>
    /// <param name="generation">The one version that is meant; null for the latest.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<Object?> FindAsync(this StorageClient client, string bucket, string name, long? generation, CancellationToken cancellationToken)
    {
        try
        {
            return await client.GetObjectAsync(bucket, name, new GetObjectOptions { Generation = generation }, cancellationToken);
        }
        catch (GoogleApiException error) when (error.HttpStatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }
}
