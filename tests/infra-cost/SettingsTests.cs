using Avatar.Core.Errors;
using Avatar.Core.Tests.Media;
using Avatar.Tests;

namespace Avatar.Cost.Tests;

public class SettingsTests
{
    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public void The_stacks_that_come_along_can_be_used(string stack)
    {
        var sizes = StackFile.Read(Repository.File("infra", $"Pulumi.{stack}.yaml"));

        Assert.InRange(sizes.GpuMaxInstances, 1, 3);
        Assert.InRange(sizes.GoogleBudgetUsd + sizes.AzureBudgetUsd, 2, 100);
    }

    [Fact]
    public async Task Stacks_with_secrets_can_be_read()
    {
        using var folder = new TemporaryFolder();
        var file = folder["Pulumi.dev.yaml"];
        var text = await File.ReadAllTextAsync(Repository.File("infra", "Pulumi.dev.yaml"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(file, "secretsprovider: passphrase\n" + text + "  avatar:apiKeys:\n    secure: v1:abc\n", TestContext.Current.CancellationToken);

        Assert.Equal(1, StackFile.Read(file).GpuMaxInstances);
    }

    [Theory]
    [InlineData("gcp:region", null, "gcp:region is not set: pulumi config set gcp:region europe-west1")]
    [InlineData("gcp:region", "europe-west3", "gcp:region is 'europe-west3', which is none of europe-west1, europe-west4")]
    [InlineData("avatar:gpuMaxInstances", "0", "avatar:gpuMaxInstances is '0', which is no whole number from 1 to 10: pulumi config set avatar:gpuMaxInstances 1")]
    [InlineData("avatar:gpuMaxInstances", "many", "whole number from 1 to 10")]
    [InlineData("avatar:gpuTimeoutSeconds", "3601", "60 to 3600")]
    [InlineData("avatar:googleBudgetUsd", "99", "together over 100: pulumi config set avatar:googleBudgetUsd 90")]
    [InlineData("avatar:softDeleteDays", "3", "0 or 7 to 90")]
    [InlineData("avatar:protectData", "yes", "none of true, false")]
    public void A_size_that_can_not_be_used_is_named_with_the_command_that_mends_it(string key, string? value, string says)
    {
        var lines = File.ReadAllLines(Repository.File("infra", "Pulumi.dev.yaml"));
        var changed = lines.Where(line => !line.Contains(key + ":", StringComparison.Ordinal)).Concat(value is null ? [] : [$"  {key}: \"{value}\""]);
        using var folder = new TemporaryFolder();
        var file = folder["Pulumi.dev.yaml"];
        File.WriteAllLines(file, changed);

        var error = Assert.Throws<InvalidInputException>(() => StackFile.Read(file));

        Assert.Equal(key, error.Field);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("config: [1, 2]")]
    [InlineData("other: 1")]
    [InlineData("config: {a: ")]
    public void A_file_that_is_no_stacks_is_refused(string text)
    {
        using var folder = new TemporaryFolder();
        var file = folder["Pulumi.dev.yaml"];
        File.WriteAllText(file, text);

        Assert.Equal("stack", Assert.Throws<InvalidInputException>(() => StackFile.Read(file)).Field);
    }
}
