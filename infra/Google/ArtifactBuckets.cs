using Avatar.Infra.Settings;
using Pulumi;
using Pulumi.Gcp.Storage;
using Pulumi.Gcp.Storage.Inputs;

namespace Avatar.Infra.Google;

/// <summary>
/// Three buckets, none of them public: batch files that are dropped (assets), what the GPU container loads (models), and the app's artifacts (outputs).
/// The app itself removes artifacts that were not used for a while, once a night; what it misses, say while nothing wakes it, the lifecycle deletes later.
/// </summary>
internal sealed class ArtifactBuckets : ComponentResource
{
    private const int InboxDays = 30; // A batch file is read as soon as it is there; this is for people who look back.
    private const int GraceDays = 7;

    private readonly Naming _naming;
    private readonly GoogleApis _apis;
    private readonly SizeSettings _sizes;

    /// <summary>Makes the buckets.</summary>
    public ArtifactBuckets(Naming naming, GoogleApis apis, SizeSettings sizes)
        : base("avatar:google:ArtifactBuckets", naming.Of("artifacts"))
    {
        (_naming, _apis, _sizes) = (naming, apis, sizes);
        Assets = Make("assets", [After(InboxDays, Agreed.InboxPrefix)]);
        Models = Make("models", []);
        Outputs = Make("outputs", [After(sizes.OutputDays + GraceDays, Agreed.RenderedPrefixes)]);
        RegisterOutputs();
    }

    /// <summary>Batch files.</summary>
    public Bucket Assets { get; }

    /// <summary>Weights of the engines.</summary>
    public Bucket Models { get; }

    /// <summary>Videos and the parts that they are made of, and users' images and voices.</summary>
    public Bucket Outputs { get; }

    private Bucket Make(string part, InputList<BucketLifecycleRuleArgs> rules) => new(
        _naming.Of(part),
        new()
        {
            Project = _apis.Project,
            Location = _sizes.Region,
            UniformBucketLevelAccess = true,
            PublicAccessPrevention = "enforced",
            SoftDeletePolicy = new BucketSoftDeletePolicyArgs { RetentionDurationSeconds = _sizes.SoftDeleteDays * 86400 },
            LifecycleRules = rules,
            ForceDestroy = !_sizes.ProtectData,
            Labels = _naming.Labels,
        },
        new() { Parent = this });

    private static BucketLifecycleRuleArgs After(int days, params string[] prefixes) => new()
    {
        Action = new BucketLifecycleRuleActionArgs { Type = "Delete" },
        Condition = new BucketLifecycleRuleConditionArgs { Age = days, MatchesPrefixes = prefixes },
    };
}
