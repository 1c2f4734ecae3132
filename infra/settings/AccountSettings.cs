using System.Text.RegularExpressions;
using Avatar.Core.Errors;

namespace Avatar.Infra.Settings;

/// <summary>Whose clouds a stack runs in: what everybody sets for themselves.</summary>
public sealed partial record AccountSettings
{
    /// <summary>gcp:project: the Google Cloud project's id.</summary>
    public required string Project { get; init; }

    /// <summary>avatar:billingAccount: the Google Cloud billing account that pays for it.</summary>
    public required string BillingAccount { get; init; }

    /// <summary>avatar:alertEmail: who is told when money runs out or something is broken.</summary>
    public required string AlertEmail { get; init; }

    /// <summary>
    /// avatar:azureTokenResource: the application ID URI for which the Functions app asks Azure for a token to show to Google. It belongs to an app
    /// registration that exists only to be an audience (https://cloud.google.com/iam/docs/workload-identity-federation-with-other-clouds).
    /// </summary>
    public required string AzureTokenResource { get; init; }

    /// <summary>
    /// avatar:imageTag: the tag of both container images. Without it everything but the two services is made: the registries that the images are pushed
    /// to have to be there first, and Azure's role assignments take minutes to be seen.
    /// </summary>
    public string? ImageTag { get; init; }

    /// <summary>Reads the values of a stack.</summary>
    /// <exception cref="InvalidInputException">A value is missing or can't be used; the message names its key.</exception>
    public static AccountSettings From(ConfigurationReader values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var tag = values.OptionalText("avatar:imageTag");
        if (tag == "latest" || (tag is not null && !Tag().IsMatch(tag)))
            throw new InvalidInputException(
                "avatar:imageTag",
                $"avatar:imageTag is '{Printable.Of(tag, 60)}', which does not say one version for good: "
                + "pulumi config set avatar:imageTag $(git rev-parse --short HEAD)");
        return new AccountSettings
        {
            Project = values.Text("gcp:project", "my-project-123", ProjectId()),
            BillingAccount = values.Text("avatar:billingAccount", "012345-6789AB-CDEF01", BillingAccountId()),
            AlertEmail = values.Text("avatar:alertEmail", "me@example.com", Email()),
            AzureTokenResource = values.Text("avatar:azureTokenResource", "api://11111111-2222-3333-4444-555555555555", ApplicationIdUri()),
            ImageTag = tag,
        };
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{4,28}[a-z0-9]$")]
    private static partial Regex ProjectId();

    [GeneratedRegex("^[0-9A-F]{6}-[0-9A-F]{6}-[0-9A-F]{6}$")]
    private static partial Regex BillingAccountId();

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
    private static partial Regex Email();

    [GeneratedRegex(@"^(api|https)://\S{3,250}$")]
    private static partial Regex ApplicationIdUri();

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$")]
    private static partial Regex Tag();
}
