using Avatar.Infra.Settings;
using Pulumi;
using Pulumi.Gcp.ArtifactRegistry;
using Pulumi.Gcp.ArtifactRegistry.Inputs;

namespace Avatar.Infra.Google;

/// <summary>Where the GPU container's images are. A tag stays what it was; only the newest five versions are kept.</summary>
internal sealed class ImageRegistry : ComponentResource
{
    /// <summary>Makes the registry.</summary>
    public ImageRegistry(Naming naming, GoogleApis apis, SizeSettings sizes)
        : base("avatar:google:ImageRegistry", naming.Of("images"))
    {
        var repository = new Repository(
            naming.Of("images"),
            new()
            {
                Project = apis.Project,
                Location = sizes.Region,
                RepositoryId = naming.Of("images"),
                Format = "DOCKER",
                DockerConfig = new RepositoryDockerConfigArgs { ImmutableTags = true },
                CleanupPolicies =
                [
                    new RepositoryCleanupPolicyArgs
                    {
                        Id = "keep-the-newest",
                        Action = "KEEP",
                        MostRecentVersions = new RepositoryCleanupPolicyMostRecentVersionsArgs { KeepCount = 5 },
                    },
                    new RepositoryCleanupPolicyArgs
                    {
                        Id = "delete-what-is-old",
                        Action = "DELETE",
                        Condition = new RepositoryCleanupPolicyConditionArgs { OlderThan = "2592000s" },
                    },
                ],
                Labels = naming.Labels,
            },
            new() { Parent = this });
        Address = Output.Format($"{sizes.Region}-docker.pkg.dev/{apis.Project}/{repository.RepositoryId}");
        RegisterOutputs();
    }

    /// <summary>What images' names begin with.</summary>
    public Output<string> Address { get; }
}
