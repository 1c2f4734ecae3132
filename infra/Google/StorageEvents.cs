using Pulumi;
using Pulumi.Gcp.Projects;
using Pulumi.Gcp.PubSub;
using Pulumi.Gcp.PubSub.Inputs;
using Pulumi.Gcp.ServiceAccount;
using Pulumi.Gcp.Storage;
using AccountMember = Pulumi.Gcp.ServiceAccount.IAMMember;

namespace Avatar.Infra.Google;

/// <summary>
/// Tells the Functions app when a batch file has been put into the assets bucket: a notification to a topic, and a subscription that pushes with an ID
/// token of an account that can do nothing else. What can't be delivered in ten tries goes to a topic of its own, which an alert watches.
/// </summary>
internal sealed class StorageEvents : ComponentResource
{
    /// <summary>Makes the topics, the notification, and the subscription that pushes to the endpoint with the pusher's tokens for the audience.</summary>
    public StorageEvents(Naming naming, GoogleApis apis, Bucket assets, Input<string> endpoint, string audience, Account pusher)
        : base("avatar:google:StorageEvents", naming.Of("events"))
    {
        var name = naming.Of("events");
        var child = new CustomResourceOptions { Parent = this };
        var topic = new Topic(name, new() { Project = apis.Project, Labels = naming.Labels }, child);
        var dead = new Topic($"{name}-dead", new() { Project = apis.Project, Labels = naming.Labels, MessageRetentionDuration = "604800s" }, child);

        var storage = GetProjectServiceAccount.Invoke(new() { Project = apis.Project }).Apply(found => found.Member);
        var pubSub = new ServiceIdentity(name, new() { Project = apis.Project, Service = "pubsub.googleapis.com" }, child).Member;

        var publisher = new TopicIAMMember(
            $"{name}-publish",
            new() { Project = apis.Project, Topic = topic.Name, Role = "roles/pubsub.publisher", Member = storage },
            child);
        _ = new Notification(
            name,
            new()
            {
                Bucket = assets.Name,
                Topic = topic.Id,
                PayloadFormat = "JSON_API_V1",
                EventTypes = ["OBJECT_FINALIZE"],
                ObjectNamePrefix = Agreed.InboxPrefix,
            },
            new() { Parent = this, DependsOn = { publisher } });

        var tokens = new AccountMember(
            $"{name}-tokens",
            new() { ServiceAccountId = pusher.Name, Role = "roles/iam.serviceAccountOpenIdTokenCreator", Member = pubSub },
            child);
        var buried = new TopicIAMMember(
            $"{name}-bury",
            new() { Project = apis.Project, Topic = dead.Name, Role = "roles/pubsub.publisher", Member = pubSub },
            child);
        var subscription = new Subscription(
            name,
            new()
            {
                Project = apis.Project,
                Topic = topic.Id,
                Labels = naming.Labels,
                AckDeadlineSeconds = 120, // The app may have to start first.
                ExpirationPolicy = new SubscriptionExpirationPolicyArgs { Ttl = "" },
                RetryPolicy = new SubscriptionRetryPolicyArgs { MinimumBackoff = "10s", MaximumBackoff = "600s" },
                DeadLetterPolicy = new SubscriptionDeadLetterPolicyArgs { DeadLetterTopic = dead.Id, MaxDeliveryAttempts = 10 },
                PushConfig = new SubscriptionPushConfigArgs
                {
                    PushEndpoint = endpoint,
                    OidcToken = new SubscriptionPushConfigOidcTokenArgs { ServiceAccountEmail = pusher.Email, Audience = audience },
                },
            },
            new() { Parent = this, DependsOn = { tokens, buried } });
        _ = new SubscriptionIAMMember(
            $"{name}-acknowledge",
            new() { Project = apis.Project, Subscription = subscription.Name, Role = "roles/pubsub.subscriber", Member = pubSub },
            child);
        RegisterOutputs();
    }
}
