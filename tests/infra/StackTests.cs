namespace Avatar.Infra.Tests;

public class StackTests
{
    [Fact]
    public async Task Dump()
    {
        var stack = await Deployed.StackAsync("dev");
        foreach (var one in stack.Resources.OrderBy(r => r.Type))
            Console.Error.WriteLine(one.Type + " " + one.Name);
        foreach (var one in stack.Outputs) Console.Error.WriteLine(one.Key + " = " + one.Value);
    }
}
