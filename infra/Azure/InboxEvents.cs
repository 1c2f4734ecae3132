using Pulumi;
using Pulumi.AzureNative.EventGrid;
using Pulumi.AzureNative.EventGrid.Inputs;

namespace Avatar.Infra.Azure;

/// <summary>
/// Tells the Functions app at once, and wakes it, when a batch file has been put into the inbox container. The host takes such events only with a key
/// that it makes itself when it first runs, so this comes last.
/// </summary>
internal sealed class InboxEvents : ComponentResource
{
    /// <summary>Makes the topic, and the subscription that calls the app at its address with the host's system key <c>blobs_extension</c>.</summary>
    public InboxEvents(Naming naming, AzureFoundation foundation, FunctionsStorage storage, Output<string> appUrl, Output<string> blobsKey)
        : base("avatar:azure:InboxEvents", naming.Of("inbox"))
    {
        var name = naming.Of("inbox");
        var topic = new SystemTopic(
            name,
            new()
            {
                ResourceGroupName = foundation.Group.Name,
                Location = foundation.Group.Location,
                Source = storage.Account.Id,
                TopicType = "Microsoft.Storage.StorageAccounts",
                Tags = naming.Labels,
            },
            new() { Parent = this });
        _ = new SystemTopicEventSubscription(
            name,
            new()
            {
                ResourceGroupName = foundation.Group.Name,
                SystemTopicName = topic.Name,
                EventDeliverySchema = EventDeliverySchema.EventGridSchema,
                Filter = new EventSubscriptionFilterArgs
                {
                    IncludedEventTypes = ["Microsoft.Storage.BlobCreated"],
                    SubjectBeginsWith = $"/blobServices/default/containers/{Agreed.InboxContainer}/",
                },
                Destination = new WebHookEventSubscriptionDestinationArgs
                {
                    EndpointType = "WebHook",
                    EndpointUrl = Output.Format($"{appUrl}/runtime/webhooks/blobs?functionName=Host.Functions.{Agreed.InboxFunction}&code={blobsKey}"),
                },
            },
            new() { Parent = this });
        RegisterOutputs();
    }
}
