using Pulumi;
using Pulumi.AzureNative.App;
using Pulumi.AzureNative.App.Inputs;
using Pulumi.AzureNative.EventGrid;
using Pulumi.AzureNative.EventGrid.Inputs;
using Pulumi.Utilities;

namespace Avatar.Infra.Tests;

/// <summary>Secrets are kept by Pulumi as secrets: encrypted in the state, and nowhere else.</summary>
public class SecretTests
{
    [Fact]
    public async Task Values_of_secrets_stand_in_secrets_of_the_app_and_in_one_address_only()
    {
        var stack = await Deployed.StackAsync("prod");

        foreach (var resource in stack.Resources)
        {
            var found = resource.Texts().Where(text => Deployed.Secrets.Any(secret => text.Contains(secret, StringComparison.Ordinal))).ToArray();
            Assert.Equal(
                resource.Type switch
                {
                    "azure-native:app:ContainerApp" => resource.List("configuration", "secrets").Select(secret => (string)secret["value"]).Order(),
                    "azure-native:eventgrid:SystemTopicEventSubscription" => [(string)resource.At("destination", "endpointUrl")!],
                    _ => Enumerable.Empty<string>(),
                },
                found.Order());
        }
        Assert.DoesNotContain(stack.Outputs.Values, output => Deployed.Secrets.Any(secret => output.Contains(secret, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Variables_of_the_app_only_refer_to_secrets()
    {
        var variables = (await Deployed.StackAsync("dev")).Only("azure-native:app:ContainerApp").List("template", "containers", 0, "env").ToArray();

        foreach (var (variable, secret) in new[] { ("AVATAR_KEYS", "avatar-keys"), ("AVATAR_WEBHOOK_SECRET", "avatar-webhook-secret"), ("AVATAR_PROVENANCE_KEY", "avatar-provenance-key") })
        {
            var one = Assert.Single(variables, one => (string)one["name"] == variable);
            Assert.Equal(secret, one["secretRef"]);
            Assert.False(one.ContainsKey("value"));
        }
    }

    [Fact]
    public async Task Pulumi_knows_them_as_secrets()
    {
        var stack = await Deployed.StackAsync("dev");
        var app = (ContainerAppArgs)stack.Arguments.Single(one => one.Resource is ContainerApp).Args;
        var configuration = await OutputUtilities.GetValueAsync(app.Configuration!.ToOutput());
        var secrets = await OutputUtilities.GetValueAsync(configuration.Secrets.ToOutput());
        Assert.Equal(3, secrets.Length);
        foreach (SecretArgs secret in secrets) Assert.True(await Output.IsSecretAsync(secret.Value!.ToOutput()));

        var events = (SystemTopicEventSubscriptionArgs)stack.Arguments.Single(one => one.Resource is SystemTopicEventSubscription).Args;
        var hook = (WebHookEventSubscriptionDestinationArgs)await OutputUtilities.GetValueAsync(events.Destination!.ToOutput());
        Assert.True(await Output.IsSecretAsync(hook.EndpointUrl!.ToOutput()));
    }
}
