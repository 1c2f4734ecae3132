using Microsoft.ML.OnnxRuntime;

namespace Avatar.Engines.Onnx;

/// <summary>A small graph with what has to come out of it.</summary>
/// <param name="Name">What it computes, for messages.</param>
/// <param name="Graph">The ONNX file.</param>
/// <param name="Expected">The only output's values.</param>
internal sealed record DeviceProbe(string Name, byte[] Graph, float[] Expected)
{
    private const string Output = "y";

    // Some of cuDNN's ways to convolve round.
    private const float Tolerance = 1e-3f;

    /// <summary>
    /// A convolution, for which cuDNN is needed, and a sampled volume (5-D GridSample of opset 20, https://onnx.ai/onnx/operators/onnx__GridSample.html), which older
    /// releases can't do on a GPU.
    /// </summary>
    public static IReadOnlyList<DeviceProbe> All { get; } = [Convolution(), Volume()];

    /// <summary>Runs it.</summary>
    /// <returns>Whether what comes out is right.</returns>
    /// <exception cref="OnnxRuntimeException">It can't be run on the device.</exception>
    public bool IsRightOn(Device device)
    {
        using var options = SessionSetup.OptionsFor(device);
        // No part of it may be moved to the CPU.
        if (device != Device.Cpu) options.AddSessionConfigEntry("session.disable_cpu_ep_fallback", "1");
        using var session = new InferenceSession(Graph, options);
        using var run = new RunOptions();
        using var one = OrtValue.CreateTensorValueFromMemory<float>([1], [1]);
        using var results = session.Run(run, ["one"], [one], [Output]);
        return results[0].GetTensorDataAsSpan<float>().ToArray().Zip(Expected).All(pair => MathF.Abs(pair.First - pair.Second) < Tolerance);
    }

    // 3 x 3 pixels 0 .. 8, the sum of each 2 x 2 of them: 0+1+3+4, 1+2+4+5, 3+4+6+7, 4+5+7+8.
    private static DeviceProbe Convolution() => new(
        "a convolution",
        Begin(1, 1, 2, 2)
            .Constant("pixels", [1, 1, 3, 3], 0f, 1, 2, 3, 4, 5, 6, 7, 8)
            .Constant("kernel", [1, 1, 2, 2], 1f, 1, 1, 1)
            .Node("Mul", ["pixels", "one"], ["x"])
            .Node("Conv", ["x", "kernel"], [Output])
            .ToBytes(),
        [8, 12, 20, 24]);

    // A cube of 2 x 2 x 2 voxels, 0 .. 7, x fastest and z slowest. Points are x, y, z within -1 .. 1; voxels' middles are at -0.5 and 0.5, and outside are
    // zeros: the cube's middle is the mean of all, the voxels with one coordinate of 1 are 1, 2 and 4, and at its right face voxel 1 counts half.
    private static DeviceProbe Volume() => new(
        "a sampled volume",
        Begin(1, 1, 1, 1, 5)
            .Constant("voxels", [1, 1, 2, 2, 2], 0f, 1, 2, 3, 4, 5, 6, 7)
            .Constant("points", [1, 1, 1, 5, 3], 0f, 0, 0, 0.5f, -0.5f, -0.5f, -0.5f, 0.5f, -0.5f, -0.5f, -0.5f, 0.5f, 1, -0.5f, -0.5f)
            .Node("Mul", ["voxels", "one"], ["x"])
            .Node("GridSample", ["x", "points"], [Output], ("mode", "linear"), ("padding_mode", "zeros"), ("align_corners", 0L))
            .ToBytes(),
        [3.5f, 1, 2, 4, 0.5f]);

    // The graphs multiply by an input that is 1: what depends on constants only is computed on the CPU, when a graph is loaded.
    private static GraphWriter Begin(params int[] outputShape) => new GraphWriter(opset: 20).Input(TensorSpec.Float("one", 1)).Output(TensorSpec.Float(Output, outputShape));
}
