using System.Text.RegularExpressions;
using Avatar.Core.Errors;
using Microsoft.ML.OnnxRuntime;

namespace Avatar.Engines.Onnx;

/// <summary>Tries a device before anything is promised of it, so that work never runs on the CPU where a GPU was asked for.</summary>
public static partial class DeviceCheck
{
    private const string Field = "DEVICE";

    /// <summary>Runs two small graphs on the device and compares what comes out with values computed by hand.</summary>
    /// <param name="device">The device that was asked for.</param>
    /// <exception cref="InvalidInputException">It can't be used; the message is one line with the reason.</exception>
    public static void Run(Device device)
    {
        // The CPU is always there; its errors would be those of the models themselves.
        if (device == Device.Cpu) return;
        OnnxTelemetry.TurnOff();
        if (!OrtEnv.Instance().GetAvailableProviders().Contains("CUDAExecutionProvider"))
            throw new InvalidInputException(Field, "DEVICE is 'cuda', and this build knows no CUDA: build with -p:Cuda=true, as gpu-container/cuda.Dockerfile does, or use DEVICE=cpu.");
        var level = OrtEnv.Instance().EnvLogLevel;
        // What ONNX Runtime would log is said below, once and on one line.
        OrtEnv.Instance().EnvLogLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL;
        try
        {
            foreach (var probe in DeviceProbe.All)
                if (!probe.IsRightOn(device))
                    throw new InvalidInputException(Field, $"DEVICE is 'cuda', and the GPU computes {probe.Name} wrongly: check the driver and the GPU (nvidia-smi), or use DEVICE=cpu.");
        }
        catch (OnnxRuntimeException failed)
        {
            throw new InvalidInputException(Field, $"DEVICE is 'cuda', and CUDA does not work here ({Reason(failed.Message)}): {Advice(failed.Message)}, or use DEVICE=cpu.", failed);
        }
        finally
        {
            OrtEnv.Instance().EnvLogLevel = level;
        }
    }

    /// <summary>What matters of ONNX Runtime's message, which begins with a place in its sources, and may go on for many lines.</summary>
    internal static string Reason(string message)
    {
        var line = Whitespace().Replace(message, " ").Trim();
        if (line.LastIndexOf("with error: ", StringComparison.Ordinal) is >= 0 and var start) line = line[(start + "with error: ".Length)..];
        return Printable.Of(SourcePlace().Replace(line, ""), 300).TrimEnd('.', ' ');
    }

    private static string Advice(string message) => message switch
    {
        _ when message.Contains("cannot open shared object file", StringComparison.Ordinal) =>
            "install that library in the version it asks for (CUDA's and cuDNN's come with the image, libcuda.so.1 with the driver, by 'docker run --gpus all')",
        _ when message.Contains("driver version is insufficient", StringComparison.Ordinal) => "update the driver, or build for an older CUDA (-p:OnnxRuntimeGpuVersion)",
        _ => "check that a GPU is there (nvidia-smi; 'docker run --gpus all') and that its driver fits",
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Whitespace();

    [GeneratedRegex(@"^(\[ErrorCode:\w+\] )?(/\S+:\d+ )?(.*?\) \[ONNXRuntimeError\] : \d+ : \w+ : )?")]
    private static partial Regex SourcePlace();
}
