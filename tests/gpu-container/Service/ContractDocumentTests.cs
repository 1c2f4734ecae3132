namespace Avatar.Tests.Service;

[Collection(ContainerTests.Name)]
public sealed class ContractDocumentTests(TestContainer container)
{
    [Fact]
    public async Task The_contract_that_is_checked_in_is_the_one_that_is_served()
    {
        var served = (await container.Client.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken)).ReplaceLineEndings("\n").TrimEnd();
        var kept = Repository.File("gpu-container", "openapi.json");
        if (Environment.GetEnvironmentVariable("UPDATE_CONTRACT") == "1") await File.WriteAllTextAsync(kept, served + "\n", TestContext.Current.CancellationToken);
        Assert.Equal((await File.ReadAllTextAsync(kept, TestContext.Current.CancellationToken)).TrimEnd(), served);
    }
}
