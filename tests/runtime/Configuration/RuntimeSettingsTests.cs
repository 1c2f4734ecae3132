using Avatar.Core.Errors;
using Avatar.Runtime.Configuration;
using Avatar.Tests;
using Microsoft.Extensions.Configuration;

namespace Avatar.Runtime.Tests.Configuration;

public class RuntimeSettingsTests
{
    private static readonly string Example = Repository.File(".env.example");

    [Fact]
    public void The_example_file_states_the_defaults()
    {
        var example = RuntimeSettings.From(new ConfigurationBuilder().AddInMemoryCollection(DotEnvFile.Read(Example)).Build());

        var defaults = RuntimeSettings.From(new ConfigurationBuilder().Build());
        Assert.All(typeof(RuntimeSettings).GetProperties(), property => Assert.Equal(property.GetValue(defaults), property.GetValue(example)));
    }

    [Fact]
    public void The_example_file_has_every_variable_and_no_other()
    {
        var asked = new AskedVariables(new Dictionary<string, string?>());

        _ = RuntimeSettings.From(asked);

        Assert.Equal(asked.Names.Order(), DotEnvFile.Read(Example).Select(pair => pair.Key).Order());
    }

    [Theory]
    [InlineData("MODE", "staging")]
    [InlineData("DEVICE", "gpu")]
    [InlineData("LOG_LEVEL", "loud")]
    [InlineData("DEFAULT_REFERENCE_IMAGE", "../bruce")]
    [InlineData("AVATAR_PORT", "65536")]
    [InlineData("AVATAR_PORT", "-1")]
    [InlineData("AVATAR_MAX_UPLOAD_MB", "0")]
    [InlineData("AVATAR_MAX_RECORDINGS_MB", "4097")]
    [InlineData("AVATAR_KEEP_JOBS_DAYS", "a week")]
    [InlineData("AVATAR_ALLOW_PRIVATE_NETWORKS", "perhaps")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "file:///tmp")]
    public void What_can_t_be_used_is_named(string variable, string value)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create(variable, (string?)value)]).Build();

        var error = Assert.Throws<InvalidInputException>(() => RuntimeSettings.From(configuration));

        Assert.Equal(variable, error.Field);
        Assert.Contains($"{variable} is '{value}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_signing_key_that_can_t_be_used_is_named_but_not_shown()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("AVATAR_PROVENANCE_KEY", (string?)"c2VjcmV0")]).Build();

        var error = Assert.Throws<InvalidInputException>(() => RuntimeSettings.From(configuration));

        Assert.Equal("AVATAR_PROVENANCE_KEY", error.Field);
        Assert.DoesNotContain("c2VjcmV0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_wins_over_appsettings()
    {
        var folder = Directory.CreateTempSubdirectory("avatar-test-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "appsettings.json"), """{ "AVATAR_PORT": 1234, "MODE": "production" }""");
            File.WriteAllText(Path.Combine(folder.FullName, ".env"), "AVATAR_PORT=4321 # mine\nAVATAR_CORS_ORIGINS=\"https://a.example, https://b.example\"\n");

            var settings = RuntimeSettings.Load(folder.FullName);

            Assert.Equal(4321, settings.Port);
            Assert.True(settings.IsProduction);
            Assert.Equal(["https://a.example", "https://b.example"], settings.CorsOrigins);
            Assert.Null(Environment.GetEnvironmentVariable("AVATAR_PORT"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
