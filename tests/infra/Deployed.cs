using System.Collections.Immutable;
using System.Text.Json;
using Avatar.Tests;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;
using YamlDotNet.Serialization;

namespace Avatar.Infra.Tests;

/// <summary>What the program asks for, with the configuration of a stack's file and an account's values.</summary>
internal sealed class Deployed
{
    /// <summary>Values of the account, as somebody would have set them; those of <see cref="Secrets"/> with <c>--secret</c>.</summary>
    private static readonly Dictionary<string, string> s_account = new()
    {
        ["gcp:project"] = Clouds.Project,
        ["avatar:billingAccount"] = "012345-6789AB-CDEF01",
        ["avatar:alertEmail"] = "me@example.com",
        ["avatar:azureTokenResource"] = "api://55555555-aaaa-bbbb-cccc-000000000005",
        ["avatar:imageTag"] = "abc1234",
        ["avatar:apiKeys"] = "studio:secret-hash-of-a-key",
        ["avatar:webhookSecret"] = "secret-webhook",
        ["avatar:signingKey"] = "secret-signing",
        ["avatar:blobsKey"] = "secret-blobs",
    };

    /// <summary>Pulumi reads the configuration from the process's environment: one run at a time.</summary>
    private static readonly SemaphoreSlim s_one = new(1);

    /// <summary>The secret values.</summary>
    public static ImmutableArray<string> Secrets { get; } = [.. s_account.Values.Where(value => value.Contains("secret-", StringComparison.Ordinal))];

    public required ImmutableArray<Asked> Resources { get; init; }

    /// <summary>The arguments of resources before they were made texts, in which secrets can still be told.</summary>
    public required ImmutableArray<(Resource Resource, ResourceArgs Args)> Arguments { get; init; }

    public required ImmutableDictionary<string, string> Outputs { get; init; }

    /// <summary>The only resource of a type.</summary>
    public Asked Only(string type) => Assert.Single(Resources, resource => resource.Type == type);

    /// <summary>The resources of a type.</summary>
    public IEnumerable<Asked> All(string type) => Resources.Where(resource => resource.Type == type);

    /// <summary>Runs the program with a stack's file; values with null are taken away.</summary>
    public static async Task<Deployed> StackAsync(string stack, params (string Key, string? Value)[] changes)
    {
        await s_one.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            return await RunAsync(stack, changes);
        }
        finally
        {
            s_one.Release();
        }
    }

    private static async Task<Deployed> RunAsync(string stack, (string Key, string? Value)[] changes)
    {
        var values = new DeserializerBuilder().Build().Deserialize<Dictionary<string, Dictionary<string, string>>>(
            await File.ReadAllTextAsync(Repository.File("infra", $"Pulumi.{stack}.yaml"), TestContext.Current.CancellationToken))["config"];
        foreach (var (key, value) in s_account) values[key] = value;
        foreach (var (key, value) in changes)
            if (value is null) values.Remove(key);
            else values[key] = value;
        Environment.SetEnvironmentVariable("PULUMI_CONFIG", JsonSerializer.Serialize(values));
        var secret = values.Where(pair => Secrets.Contains(pair.Value)).Select(pair => pair.Key);
        Environment.SetEnvironmentVariable("PULUMI_CONFIG_SECRET_KEYS", JsonSerializer.Serialize(secret));

        var clouds = new Clouds();
        var arguments = new List<(Resource, ResourceArgs)>();
        AvatarStack? made = null;
        var provider = new StackProvider(() => made = new AvatarStack(new StackOptions
        {
            ResourceTransformations =
            {
                transformed =>
                {
                    lock (arguments) arguments.Add((transformed.Resource, transformed.Args));
                    return null;
                },
            },
        }));
        var options = new TestOptions { ProjectName = "avatar", StackName = stack, IsPreview = false };
        await Deployment.TestWithServiceProviderAsync<AvatarStack>(clouds, provider, options);
        var outputs = typeof(AvatarStack).GetProperties()
            .Where(property => property.PropertyType == typeof(Output<string>) && property.DeclaringType == typeof(AvatarStack))
            .Select(property => (property.Name, Value: (Output<string>)property.GetValue(made)!))
            .ToArray();
        var known = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (var (name, value) in outputs)
        {
            Assert.False(await Output.IsSecretAsync(value), $"{name} is a secret");
            known[name] = await OutputUtilities.GetValueAsync(value);
        }
        return new Deployed { Resources = [.. clouds.Resources], Arguments = [.. arguments], Outputs = known.ToImmutable() };
    }

    private sealed class StackProvider(Func<AvatarStack> make) : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(AvatarStack) ? make() : null;
    }
}
