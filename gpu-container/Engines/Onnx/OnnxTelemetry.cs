using System.Runtime.InteropServices;

namespace Avatar.Engines.Onnx;

/// <summary>
/// Keeps ONNX Runtime quiet: since 1.29 its official builds send usage data to Microsoft, unless <c>ORT_DISABLE_TELEMETRY</c> is set before the
/// library starts. The product runs with no account and no network, so it is always set.
/// </summary>
internal static partial class OnnxTelemetry
{
    /// <summary>The variable that ONNX Runtime looks for.</summary>
    public const string Variable = "ORT_DISABLE_TELEMETRY";

    private static readonly Lock Lock = new();
    private static bool _off;

    /// <summary>Turns it off. To be called before the first session is opened; further calls do nothing.</summary>
    public static void TurnOff()
    {
        lock (Lock)
        {
            if (_off) return;
            Environment.SetEnvironmentVariable(Variable, "1");
            // .NET keeps a copy of its own of the environment; native code reads the process's.
            if (!OperatingSystem.IsWindows()) _ = SetVariable(Variable, "1", overwrite: 1);
            _off = true;
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
