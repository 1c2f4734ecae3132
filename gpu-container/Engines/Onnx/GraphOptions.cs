using Microsoft.ML.OnnxRuntime;

namespace Avatar.Engines.Onnx;

/// <summary>How a graph is loaded.</summary>
internal sealed record GraphOptions
{
    /// <summary>A small graph: on the CPU, a thread a run.</summary>
    public static GraphOptions Small { get; } = new();

    /// <summary>Where it runs.</summary>
    public Device Device { get; init; } = Device.Cpu;

    /// <summary>How far it is optimised.</summary>
    public GraphOptimizationLevel Level { get; init; } = GraphOptimizationLevel.ORT_ENABLE_ALL;

    /// <summary>Threads of one run on the CPU. Work side by side gains more than several threads for one run, where there is such work.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Whether a graph of an older opset is raised to the one whose GridSample runs on GPUs: see <see cref="OpsetUpgrade"/>.</summary>
    public bool RaisesOpset { get; init; }
}
