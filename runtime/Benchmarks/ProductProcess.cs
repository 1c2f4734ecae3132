using System.Diagnostics;

namespace Avatar.Runtime.Benchmarks;

/// <summary>This program in a process of its own.</summary>
internal static class ProductProcess
{
    /// <summary>Prepares its start; what it writes is read by the caller.</summary>
    public static ProcessStartInfo Prepare(params ReadOnlySpan<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        // Under "dotnet avatar.dll" the process is dotnet itself; with an app host it is the program.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(typeof(ProductProcess).Assembly.Location);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return start;
    }
}
