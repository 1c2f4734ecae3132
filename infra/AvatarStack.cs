using Avatar.Core.Errors;
using Avatar.Infra.Azure;
using Avatar.Infra.Google;
using Avatar.Infra.Settings;
using Pulumi;
using Pulumi.Gcp.ServiceAccount;

namespace Avatar.Infra;

/// <summary>
/// The product in two clouds: Azure Functions orchestrate, a container with a GPU on Cloud Run renders, Cloud Storage keeps. The first
/// <c>pulumi up</c> makes what images are pushed to; with <c>avatar:imageTag</c> set, the next one makes the services.
/// </summary>
internal sealed class AvatarStack : Stack
{
    private readonly Naming _naming;
    private readonly SizeSettings _sizes;
    private readonly AccountSettings _account;
    private readonly Config _secrets = new("avatar");

    /// <summary>Makes everything.</summary>
    /// <exception cref="RunException">The configuration can't be used; the message is one line for the user.</exception>
    public AvatarStack()
        : this(null)
    {
    }

    /// <summary>Makes everything, with options of Pulumi's.</summary>
    /// <exception cref="RunException">The configuration can't be used; the message is one line for the user.</exception>
    internal AvatarStack(StackOptions? options)
        : base(options)
    {
        try
        {
            var values = new ConfigurationReader(key => key.Split(':') is [var space, var name] ? new Config(space).Get(name) : null);
            (_naming, _sizes, _account) = (new Naming(Deployment.Instance.StackName), SizeSettings.From(values), AccountSettings.From(values));
            if (_account.ImageTag is not null) _ = AppSecrets(); // Asked for before anything is made.
        }
        catch (InvalidInputException wrong)
        {
            throw new RunException(wrong.Message, wrong);
        }

        var apis = new GoogleApis(_naming, _account.Project);
        var gpuImages = new ImageRegistry(_naming, apis, _sizes);
        var buckets = new ArtifactBuckets(_naming, apis, _sizes);
        _ = new Guardrails(_naming, apis, _sizes, _account);

        var azure = new AzureFoundation(_naming, _sizes);
        _ = AzureBudget.Create(_naming, azure, _sizes, _account);
        var storage = new FunctionsStorage(_naming, azure, _sizes);
        var federation = new Federation(
            _naming, apis, azure.TenantId, azure.Identity.PrincipalId, _account.AzureTokenResource, buckets);

        (AssetsBucket, ModelsBucket, OutputsBucket) = (buckets.Assets.Name, buckets.Models.Name, buckets.Outputs.Name);
        GpuImage = Output.Format($"{gpuImages.Address}/gpu");
        FunctionsImage = Output.Format($"{azure.Registry.LoginServer}/functions");
        InboxAccount = storage.Account.Name;
        if (_account.ImageTag is { } tag) (ContainerUrl, Endpoint) = Services(tag, apis, buckets, azure, storage, federation);
    }

    /// <summary>Where the API is; empty before the images are pushed.</summary>
    [Output("endpoint")]
    public Output<string> Endpoint { get; private set; } = Output.Create("");

    /// <summary>Where the GPU container is; empty before the images are pushed.</summary>
    [Output("containerUrl")]
    public Output<string> ContainerUrl { get; private set; } = Output.Create("");

    /// <summary>The bucket whose folder <c>inbox</c> takes batch files.</summary>
    [Output("assetsBucket")]
    public Output<string> AssetsBucket { get; private set; }

    /// <summary>The bucket of the engines' weights.</summary>
    [Output("modelsBucket")]
    public Output<string> ModelsBucket { get; private set; }

    /// <summary>The bucket of artifacts.</summary>
    [Output("outputsBucket")]
    public Output<string> OutputsBucket { get; private set; }

    /// <summary>The GPU image's name, to which a colon and the tag are added.</summary>
    [Output("gpuImage")]
    public Output<string> GpuImage { get; private set; }

    /// <summary>The Functions image's name, likewise.</summary>
    [Output("functionsImage")]
    public Output<string> FunctionsImage { get; private set; }

    /// <summary>The storage account whose container <c>inbox</c> takes batch files.</summary>
    [Output("inboxAccount")]
    public Output<string> InboxAccount { get; private set; }

    private (Output<string> ContainerUrl, Output<string> Endpoint) Services(
        string tag, GoogleApis apis, ArtifactBuckets buckets, AzureFoundation azure, FunctionsStorage storage, Federation federation)
    {
        var container = new GpuContainer(
            _naming, apis, _sizes, Output.Format($"{GpuImage}:{tag}"), buckets.Models, federation.Account.Member);
        var pusher = new Account(
            _naming.Of("events"), new() { Project = apis.Project, AccountId = _naming.Of("events"), DisplayName = "Pushes storage events" });
        var eventsAudience = _naming.Of("storage-events");
        var functions = new FunctionsApp(
            _naming,
            azure,
            storage,
            _sizes,
            Output.Format($"{FunctionsImage}:{tag}"),
            new Dictionary<string, Input<string>>
            {
                [FunctionsVariables.GpuServiceUrl] = container.Url,
                [FunctionsVariables.AssetsBucket] = buckets.Assets.Name,
                [FunctionsVariables.OutputsBucket] = buckets.Outputs.Name,
                [FunctionsVariables.WorkloadAudience] = federation.Audience,
                [FunctionsVariables.ServiceAccount] = federation.Account.Email,
                [FunctionsVariables.TokenResource] = _account.AzureTokenResource,
                [FunctionsVariables.PubSubAudience] = eventsAudience,
                [FunctionsVariables.PubSubServiceAccount] = pusher.Email,
            },
            AppSecrets());
        _ = new StorageEvents(
            _naming, apis, buckets.Assets, Output.Format($"{functions.Url}{Agreed.StorageEventsRoute}"), eventsAudience, pusher);
        if (_secrets.GetSecret("blobsKey") is { } blobsKey)
            _ = new InboxEvents(_naming, azure, storage, functions.Url, blobsKey);
        return (container.Url, functions.Url);
    }

    private Dictionary<string, Output<string>> AppSecrets() => new()
    {
        [FunctionsVariables.Keys] = Secret("apiKeys"),
        [FunctionsVariables.WebhookSecret] = Secret("webhookSecret"),
        [FunctionsVariables.SigningKey] = Secret("signingKey"),
    };

    private Output<string> Secret(string name) => _secrets.GetSecret(name) ?? throw new InvalidInputException(
        $"avatar:{name}", $"avatar:{name} is not set: pulumi config set --secret avatar:{name} VALUE (docs/cloud.md says how to make one)");
}
