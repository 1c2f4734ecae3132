using Avatar.Engines.Onnx;
using CsCheck;
using Microsoft.ML.OnnxRuntime;

namespace Avatar.Tests.Onnx;

public sealed class OpsetUpgradeTests
{
    [Fact]
    public void An_older_graph_becomes_the_graph_of_the_newer_opset()
    {
        var older = Sampling(16, "bilinear");
        var length = older.Length;
        OpsetUpgrade.Apply(older);
        Assert.Equal(length, older.Length);
        Assert.Equal(1f, Sampled(older));
        Assert.Equal(Sampled(Sampling(20, "linear")), Sampled(older));
        // With the mode's old name it would not be a graph of the newer opset.
        Assert.Throws<OnnxRuntimeException>(() => Sampled(Sampling(20, "bilinear")));
    }

    [Theory]
    [InlineData(20, "linear")]
    [InlineData(22, "nearest")]
    [InlineData(11, "bilinear")]
    public void Others_stay_as_they_are(int opset, string mode)
    {
        var graph = Sampling(opset, mode);
        OpsetUpgrade.Apply(graph);
        Assert.Equal(Sampling(opset, mode), graph);
    }

    [Fact]
    public void The_modes_of_other_operators_stay_as_they_are()
    {
        var graph = new GraphWriter(16)
            .Input(TensorSpec.Float("x", 1)).Output(TensorSpec.Float("y", 1))
            .Node("Other", ["x"], ["y"], ("mode", "bilinear"))
            .ToBytes();
        OpsetUpgrade.Apply(graph);
        Assert.True(graph.AsSpan().IndexOf("bilinear"u8) > 0);
    }

    [Fact]
    public void Damaged_files_are_refused_and_nothing_else_happens() =>
        (from bytes in Gen.Byte.Array[0, 60]
         from cut in Gen.Int[0, 200]
         select bytes.Length % 2 == 0 ? bytes : Sampling(16, "bilinear")[..Math.Min(cut, Sampling(16, "bilinear").Length)]).Sample(bytes =>
        {
            try
            {
                OpsetUpgrade.Apply(bytes);
            }
            catch (InvalidDataException)
            {
            }
        });

    private static byte[] Sampling(int opset, string mode) => new GraphWriter(opset)
        .Input(TensorSpec.Float("points", 1, 1, 1, 1, 3)).Output(TensorSpec.Float("y", 1, 1, 1, 1, 1))
        .Constant("voxels", [1, 1, 2, 2, 2], 0f, 1, 2, 3, 4, 5, 6, 7)
        .Node("GridSample", ["voxels", "points"], ["y"], ("mode", mode), ("align_corners", 0L))
        .ToBytes();

    private static float Sampled(byte[] graph)
    {
        OnnxTelemetry.TurnOff();
        using var session = new InferenceSession(graph);
        using var run = new RunOptions();
        using var points = OrtValue.CreateTensorValueFromMemory<float>([0.5f, -0.5f, -0.5f], [1, 1, 1, 1, 3]);
        using var results = session.Run(run, ["points"], [points], ["y"]);
        return results[0].GetTensorDataAsSpan<float>()[0];
    }
}
