using System.Collections.Concurrent;
using System.Collections.Immutable;
using Pulumi.Testing;

namespace Avatar.Infra.Tests;

/// <summary>A resource as the program asked for it.</summary>
internal sealed record Asked(string Type, string Name, ImmutableDictionary<string, object> Inputs, string? Provider)
{
    /// <summary>An input at a path of keys and indices, or null.</summary>
    public object? At(params object[] path)
    {
        object? value = Inputs;
        foreach (var step in path)
            value = (value, step) switch
            {
                (ImmutableDictionary<string, object> map, string key) => map.GetValueOrDefault(key),
                (ImmutableArray<object> list, int index) => index < list.Length ? list[index] : null,
                _ => null,
            };
        return value;
    }

    /// <summary>The objects of a list at a path.</summary>
    public IEnumerable<ImmutableDictionary<string, object>> List(params object[] path) =>
        ((ImmutableArray<object>)At(path)!).Cast<ImmutableDictionary<string, object>>();

    /// <summary>Every text among the inputs.</summary>
    public IEnumerable<string> Texts() => TextsOf(Inputs);

    private static IEnumerable<string> TextsOf(object? value) => value switch
    {
        string text => [text],
        ImmutableDictionary<string, object> map => map.Values.SelectMany(TextsOf),
        ImmutableArray<object> list => list.SelectMany(TextsOf),
        _ => [],
    };
}

/// <summary>
/// Stands in for the clouds' APIs: it writes down what the program asks for and answers with what a cloud would have made up, so that values which
/// are known only after a resource is there flow on into the next.
/// </summary>
internal sealed class Clouds : IMocks
{
    public const string Project = "avatar-test-1";
    public const string ProjectNumber = "123456789012";
    public const string Tenant = "11111111-aaaa-bbbb-cccc-000000000001";
    public const string PrincipalId = "22222222-aaaa-bbbb-cccc-000000000002";
    public const string ClientId = "33333333-aaaa-bbbb-cccc-000000000003";
    public const string Subscription = "44444444-aaaa-bbbb-cccc-000000000004";

    public ConcurrentBag<Asked> Resources { get; } = [];

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        Resources.Add(new Asked(args.Type!, args.Name!, args.Inputs, args.Provider));
        var state = args.Inputs.ToBuilder();
        string Input(string key) => (string)args.Inputs[key];
        var made = args.Name + "-1a2b3c4";
        if (!state.ContainsKey("name")) state["name"] = made;
        var id = $"/made/{args.Name}";
        switch (args.Type)
        {
            case "gcp:serviceaccount/account:Account":
                var email = $"{Input("accountId")}@{Project}.iam.gserviceaccount.com";
                (state["email"], state["member"], state["name"]) = (email, $"serviceAccount:{email}", $"projects/{Project}/serviceAccounts/{email}");
                break;
            case "gcp:projects/serviceIdentity:ServiceIdentity":
                state["member"] = $"serviceAccount:service-{ProjectNumber}@gcp-sa-{Input("service").Split('.')[0]}.iam.gserviceaccount.com";
                break;
            case "gcp:projects/iAMCustomRole:IAMCustomRole":
                state["name"] = $"projects/{Project}/roles/{Input("roleId")}";
                break;
            case "gcp:iam/workloadIdentityPool:WorkloadIdentityPool":
                state["name"] = $"projects/{ProjectNumber}/locations/global/workloadIdentityPools/{Input("workloadIdentityPoolId")}";
                break;
            case "gcp:iam/workloadIdentityPoolProvider:WorkloadIdentityPoolProvider":
                state["name"] = $"projects/{ProjectNumber}/locations/global/workloadIdentityPools/{Input("workloadIdentityPoolId")}"
                    + $"/providers/{Input("workloadIdentityPoolProviderId")}";
                break;
            case "gcp:cloudrunv2/service:Service":
                state["uri"] = $"https://{made}.a.run.app";
                break;
            case "gcp:pubsub/topic:Topic":
                id = $"projects/{Project}/topics/{made}";
                break;
            case "azure-native:managedidentity:UserAssignedIdentity":
                (state["principalId"], state["clientId"]) = (PrincipalId, ClientId);
                break;
            case "azure-native:containerregistry:Registry":
                state["loginServer"] = $"{args.Name}.azurecr.io";
                break;
            case "azure-native:applicationinsights:Component":
                state["connectionString"] = "InstrumentationKey=0000";
                break;
            case "azure-native:app:ContainerApp":
                var ingress = ImmutableDictionary<string, object>.Empty.Add("fqdn", $"{args.Name}.example.azurecontainerapps.io");
                state["configuration"] = ImmutableDictionary<string, object>.Empty.Add("ingress", ingress);
                break;
        }
        return Task.FromResult<(string?, object)>((id, state.ToImmutable()));
    }

    public Task<object> CallAsync(MockCallArgs args) => Task.FromResult<object>(args.Token switch
    {
        "gcp:organizations/getProject:getProject" => new Dictionary<string, object> { ["number"] = ProjectNumber },
        "gcp:storage/getProjectServiceAccount:getProjectServiceAccount" =>
            new Dictionary<string, object> { ["member"] = $"serviceAccount:service-{ProjectNumber}@gs-project-accounts.iam.gserviceaccount.com" },
        "azure-native:authorization:getClientConfig" => new Dictionary<string, object> { ["tenantId"] = Tenant, ["subscriptionId"] = Subscription },
        _ => throw new InvalidOperationException($"Nothing answers {args.Token}."),
    });
}
