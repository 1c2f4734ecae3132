using System.Runtime.InteropServices;

namespace Avatar.Evaluator.Machine;

/// <summary>Names the machine that figures were measured on.</summary>
internal static class MachineDescription
{
    /// <summary>One line: processor, cores, memory, system.</summary>
    public static string Line()
    {
        var memoryGib = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024);
        return $"{Processor()}, {Environment.ProcessorCount} cores, {memoryGib:0} GiB, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}";
    }

    private static string Processor()
    {
        const string cpuInfo = "/proc/cpuinfo";
        if (!File.Exists(cpuInfo)) return RuntimeInformation.ProcessArchitecture.ToString();
        var line = File.ReadLines(cpuInfo).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal));
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
