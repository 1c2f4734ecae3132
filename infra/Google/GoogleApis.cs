using System.Collections.Immutable;
using Pulumi;
using Pulumi.Gcp.Projects;
using GetProject = Pulumi.Gcp.Organizations.GetProject;

namespace Avatar.Infra.Google;

/// <summary>Turns on the APIs that a stack calls. Whatever takes <see cref="Project"/> from here waits for them.</summary>
internal sealed class GoogleApis : ComponentResource
{
    /// <summary>The APIs.</summary>
    public static ImmutableArray<string> Names { get; } =
    [
        "artifactregistry", "billingbudgets", "cloudresourcemanager", "iam", "iamcredentials", "monitoring", "pubsub", "run", "storage", "sts",
    ];

    /// <summary>Turns them on, and leaves them on when the stack goes: other things in the project may need them.</summary>
    public GoogleApis(Naming naming, string project)
        : base("avatar:google:GoogleApis", naming.Of("apis"))
    {
        var services = Names.Select(api => new Service(
            naming.Of(api),
            new() { Project = project, ServiceName = $"{api}.googleapis.com", DisableOnDestroy = false },
            new() { Parent = this }));
        Project = Output.All(services.Select(service => service.Project)).Apply(_ => project);
        Number = GetProject.Invoke(new() { ProjectId = Project }).Apply(found => found.Number);
        RegisterOutputs();
    }

    /// <summary>The project's id, known once its APIs are on.</summary>
    public Output<string> Project { get; }

    /// <summary>The project's number.</summary>
    public Output<string> Number { get; }
}
