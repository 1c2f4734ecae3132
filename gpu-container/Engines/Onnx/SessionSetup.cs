using Microsoft.ML.OnnxRuntime;

namespace Avatar.Engines.Onnx;

/// <summary>What all sessions have alike.</summary>
internal static class SessionSetup
{
    // Of one graph. An arena grows as it is asked to, so this is no reservation: a graph that wants more fails with a message, and the others go on.
    private const long MostGraphBytes = 8L << 30;

    /// <summary>Options for a device.</summary>
    /// <param name="device">Where the graph is to run.</param>
    /// <exception cref="OnnxRuntimeException">The device can't be had; the message is that of the library that is missing, or of the driver.</exception>
    public static SessionOptions OptionsFor(Device device)
    {
        OnnxTelemetry.TurnOff();
        var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        if (device == Device.Cpu) return options;
        try
        {
            using var cuda = new OrtCUDAProviderOptions();
            cuda.UpdateOptions(new Dictionary<string, string>
            {
                ["device_id"] = "0",
                // Doubling, the default, would keep up to twice of what is needed.
                ["arena_extend_strategy"] = "kSameAsRequested",
                ["gpu_mem_limit"] = $"{MostGraphBytes}",
                // Trying all convolutions out, the default, takes seconds for every new length of input.
                ["cudnn_conv_algo_search"] = "HEURISTIC",
            });
            options.AppendExecutionProvider_CUDA(cuda);
            return options;
        }
        catch
        {
            options.Dispose();
            throw;
        }
    }

    /// <summary>The memory in which results stay on a device.</summary>
    public static OrtMemoryInfo MemoryOf(Device device) => device == Device.Cuda
        ? new OrtMemoryInfo("Cuda", OrtAllocatorType.DeviceAllocator, 0, OrtMemType.Default)
        : new OrtMemoryInfo(OrtMemoryInfo.allocatorCPU, OrtAllocatorType.DeviceAllocator, 0, OrtMemType.Default);
}
