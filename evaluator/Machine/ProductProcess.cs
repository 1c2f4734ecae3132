using System.Diagnostics;

namespace Avatar.Evaluator.Machine;

/// <summary>The product in a process of its own.</summary>
internal static class ProductProcess
{
    private const string Name = "avatar";

    /// <summary>Prepares its start; what it writes is read by the caller.</summary>
    public static ProcessStartInfo Prepare(params ReadOnlySpan<string> arguments)
    {
        // Under "dotnet avatar.dll" the process is dotnet itself; with an app host it is the program. The program stands beside this library.
        var host = Path.GetFileNameWithoutExtension(Environment.ProcessPath);
        var start = new ProcessStartInfo(host is Name or "dotnet" ? Environment.ProcessPath! : "dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        if (host != Name) start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, Name + ".dll"));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return start;
    }
}
