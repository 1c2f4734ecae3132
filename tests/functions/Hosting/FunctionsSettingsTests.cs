using System.Text.Json;
using Avatar.Api.Security;
using Avatar.Core.Errors;
using Avatar.Functions.Hosting;
using Avatar.Tests;
using Avatar.Tests.Api;
using Microsoft.Extensions.Configuration;

namespace Avatar.Functions.Tests.Hosting;

public class FunctionsSettingsTests
{
    // Of the host, not of the settings.
    private static readonly string[] HostVariables = ["FUNCTIONS_WORKER_RUNTIME", "AzureWebJobs.batchFromEvent.Disabled"];

    private static readonly Dictionary<string, string?> Least = new()
    {
        ["GPU_SERVICE_URL"] = "http://127.0.0.1:8001", ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true", ["AVATAR_WEBHOOK_SECRET"] = "secret",
    };

    [Fact]
    public void The_sample_has_every_variable_and_no_other_and_works_as_it_is()
    {
        var sample = JsonDocument.Parse(File.ReadAllText(Repository.File("functions", "local.settings.json.sample"))).RootElement
            .GetProperty("Values").EnumerateObject().ToDictionary(value => value.Name, value => value.Value.GetString());
        // With everything given, so that everything is asked for.
        var asked = new AskedVariables(sample.Keys.ToDictionary(name => name, name => name switch
        {
            "GOOGLE_WORKLOAD_AUDIENCE" or "PUBSUB_AUDIENCE" or "GOOGLE_SERVICE_ACCOUNT" or "AZURE_TOKEN_RESOURCE" or "PUBSUB_SERVICE_ACCOUNT" => "given",
            _ => sample[name],
        }));

        _ = FunctionsSettings.From(asked);
        var settings = FunctionsSettings.From(new ConfigurationBuilder().AddInMemoryCollection(sample).Build());

        Assert.Equal(asked.Names.Order(), sample.Keys.Except(HostVariables).Order());
        Assert.Equal((new Uri("http://127.0.0.1:8001"), null, "UseDevelopmentStorage=true"), (settings.GpuService, settings.OutputsBucket, settings.AzureStorage));
    }

    [Theory]
    [InlineData("GPU_SERVICE_URL", "")]
    [InlineData("GPU_SERVICE_URL", "ftp://gpu")]
    [InlineData("AVATAR_WEBHOOK_SECRET", "")]
    [InlineData("AVATAR_KEYS", "me")]
    [InlineData("AVATAR_KEYS", "me:1234")]
    [InlineData("AVATAR_RATE_LIMIT", "many")]
    public void What_is_missing_or_can_t_be_used_is_named(string variable, string value) =>
        Assert.Equal(variable, Assert.Throws<InvalidInputException>(() => From((variable, value))).Field);

    [Fact]
    public void What_belongs_together_is_asked_for_together()
    {
        Assert.Equal("GCS_OUTPUTS_BUCKET", Assert.Throws<InvalidInputException>(() => From(("AzureWebJobsStorage", ""))).Field);
        Assert.Equal("GOOGLE_SERVICE_ACCOUNT", Assert.Throws<InvalidInputException>(() => From(("GOOGLE_WORKLOAD_AUDIENCE", "//iam"))).Field);
        Assert.Equal("AZURE_TOKEN_RESOURCE", Assert.Throws<InvalidInputException>(() => From(("GOOGLE_WORKLOAD_AUDIENCE", "//iam"), ("GOOGLE_SERVICE_ACCOUNT", "app@x"))).Field);
        Assert.Equal("PUBSUB_SERVICE_ACCOUNT", Assert.Throws<InvalidInputException>(() => From(("PUBSUB_AUDIENCE", "here"))).Field);
    }

    [Fact]
    public void Keys_are_known_by_their_hash()
    {
        var secret = ApiKey.NewSecret();
        IApiKeys keys = new ConfiguredKeys(From(("AVATAR_KEYS", $"me:{ApiKey.HashOf(secret)}, you:{ApiKey.HashOf("other").ToUpperInvariant()}")).Keys);

        Assert.Equal(("me", "you", null), (keys.Find(secret)?.Name, keys.Find("other")?.Name, keys.Find("nobody's")?.Name));
    }

    private static FunctionsSettings From(params (string Variable, string Value)[] changes) => FunctionsSettings.From(new ConfigurationBuilder()
        .AddInMemoryCollection(Least).AddInMemoryCollection(changes.Select(change => KeyValuePair.Create(change.Variable, (string?)change.Value))).Build());
}
