using Avatar.Tests;

namespace Avatar.Infra.Tests;

public class EventsTests
{
    [Fact]
    public async Task Batch_files_in_the_assets_bucket_are_pushed_to_the_app_with_a_token_that_it_can_check()
    {
        var stack = await Deployed.StackAsync("dev");
        var notification = stack.Only("gcp:storage/notification:Notification");
        var subscription = stack.Only("gcp:pubsub/subscription:Subscription");
        var variables = stack.Only("azure-native:app:ContainerApp").List("template", "containers", 0, "env").Where(one => one.ContainsKey("value"))
            .ToDictionary(one => (string)one["name"], one => one["value"]);

        Assert.Equal((stack.Outputs["AssetsBucket"], "inbox/"), (notification.At("bucket"), notification.At("objectNamePrefix")));
        Assert.Equal(notification.At("topic"), subscription.At("topic"));
        Assert.Equal($"{stack.Outputs["Endpoint"]}/api/v1/events/storage", subscription.At("pushConfig", "pushEndpoint"));
        Assert.Equal(variables["PUBSUB_AUDIENCE"], subscription.At("pushConfig", "oidcToken", "audience"));
        Assert.Equal(variables["PUBSUB_SERVICE_ACCOUNT"], subscription.At("pushConfig", "oidcToken", "serviceAccountEmail"));
        Assert.Equal("", subscription.At("expirationPolicy", "ttl"));
        Assert.EndsWith("avatar-dev-events-dead-1a2b3c4", (string)subscription.At("deadLetterPolicy", "deadLetterTopic")!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batch_files_in_the_inbox_container_call_the_function_that_takes_them()
    {
        var stack = await Deployed.StackAsync("dev");
        var subscription = stack.Only("azure-native:eventgrid:SystemTopicEventSubscription");

        Assert.Contains(
            "[Function(\"batchFromEvent\")]",
            await File.ReadAllTextAsync(Repository.File("functions", "Batches", "BlobBatchFunctions.cs"), TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
        Assert.Equal("/made/avatardev", stack.Only("azure-native:eventgrid:SystemTopic").At("source"));
        Assert.Equal("/blobServices/default/containers/inbox/", subscription.At("filter", "subjectBeginsWith"));
        Assert.Equal(
            $"{stack.Outputs["Endpoint"]}/runtime/webhooks/blobs?functionName=Host.Functions.batchFromEvent&code=secret-blobs",
            subscription.At("destination", "endpointUrl"));
    }

    [Fact]
    public async Task They_wait_for_the_key_that_the_host_makes_when_it_first_runs() =>
        Assert.Empty((await Deployed.StackAsync("dev", ("avatar:blobsKey", null))).All("azure-native:eventgrid:SystemTopicEventSubscription"));
}
