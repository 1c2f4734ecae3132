namespace Avatar.Engines.Onnx;

/// <summary>Where large networks run. Small ones run on the CPU in any case: carrying their inputs to another device would take longer than the run.</summary>
public enum Device
{
    /// <summary>The CPU.</summary>
    Cpu,

    /// <summary>The first NVIDIA GPU.</summary>
    Cuda,
}
