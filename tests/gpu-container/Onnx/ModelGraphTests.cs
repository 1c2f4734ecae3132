using Avatar.Core.Errors;
using Avatar.Engines.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace Avatar.Tests.Onnx;

public sealed class ModelGraphTests
{
    private static readonly TensorSpec[] Outputs = [TensorSpec.Float("embedding", 256)];

    [Fact]
    public void A_graph_that_is_as_expected_runs()
    {
        using var graph = ModelGraph.Open(new GraphContract([TensorSpec.Float("waveform", -1)], Outputs), "speaker", "speaker_encoder.onnx");
        using var sound = OrtValue.CreateTensorValueFromMemory(new float[16000], [16000]);
        using var results = graph.Run(sound);
        Assert.Equal(256, results[0].GetTensorDataAsSpan<float>().Length);
    }

    [Fact]
    public void What_differs_is_named_with_the_file_and_both_sides()
    {
        foreach (var (contract, expected, found) in new (GraphContract, string, string)[]
        {
            (new([TensorSpec.Float("audio", -1)], Outputs), "input audio, Float [-1]", "it has waveform"),
            (new([TensorSpec.Int64("waveform", -1)], Outputs), "waveform, Int64 [-1]", "waveform, Float [-1]"),
            (new([TensorSpec.Float("waveform", -1)], [TensorSpec.Float("embedding", 192)]), "output embedding, Float [192]", "embedding, Float [256]"),
        })
        {
            var message = Assert.Throws<RenderFailedException>(() => ModelGraph.Open(contract, "speaker", "speaker_encoder.onnx")).Message;
            Assert.Contains("speaker_encoder.onnx", message, StringComparison.Ordinal);
            Assert.Contains(expected, message, StringComparison.Ordinal);
            Assert.Contains(found, message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_a_graph_can_not_take_and_what_it_lacks_are_said_with_its_name()
    {
        using var graph = ModelGraph.Open(new GraphContract([TensorSpec.Float("waveform", -1)], Outputs), "speaker", "speaker_encoder.onnx");
        using var square = OrtValue.CreateTensorValueFromMemory(new float[4], [2, 2]);
        Assert.Contains("speaker_encoder.onnx", Assert.Throws<RenderFailedException>(() => graph.Run(square)).Message, StringComparison.Ordinal);
        Assert.Contains("suppress_ids", Assert.Throws<RenderFailedException>(() => graph.Metadata("suppress_ids")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_stays_on_the_device_feeds_the_next_graph()
    {
        using var folder = new ModelFolder();
        var contract = new GraphContract([TensorSpec.Float("x", 1, -1)], [TensorSpec.Float("y", 1, -1)]);
        var file = folder.Write("double.onnx", new GraphWriter(16).Input(contract.Inputs[0]).Output(contract.Outputs[0]).Node("Add", ["x", "x"], ["y"]));
        using var graph = ModelGraph.Open(contract, file, GraphOptions.Small);
        using var three = OrtValue.CreateTensorValueFromMemory<float>([1, 2, 3], [1, 3]);
        using var doubled = graph.RunOnDevice([three], TestContext.Current.CancellationToken);
        using var fourfold = graph.Run(doubled[0]);
        Assert.Equal([4f, 8, 12], fourfold[0].GetTensorDataAsSpan<float>().ToArray());
    }

    [Fact]
    public void A_length_that_a_graph_leaves_open_may_be_known_to_the_code_and_another_may_not()
    {
        using var folder = new ModelFolder();
        var file = folder.Write("open.onnx", new GraphWriter(16).Input(TensorSpec.Float("x", 1, -1)).Output(TensorSpec.Float("y", 1, -1)).Node("Add", ["x", "x"], ["y"]));
        ModelGraph.Open(new GraphContract([TensorSpec.Float("x", 1, 3)], [TensorSpec.Float("y", 1, 3)]), file, GraphOptions.Small).Dispose();
        Assert.Throws<RenderFailedException>(() => ModelGraph.Open(new GraphContract([TensorSpec.Float("x", 2, 3)], []), file, GraphOptions.Small));
        Assert.Throws<RenderFailedException>(() => ModelGraph.Open(new GraphContract([TensorSpec.Float("x", 3)], []), file, GraphOptions.Small));
    }

    [Fact]
    public void A_graph_may_always_give_a_length_that_the_code_leaves_open_but_must_take_any()
    {
        using var folder = new ModelFolder();
        var file = folder.Write("fixed.onnx", new GraphWriter(16).Input(TensorSpec.Float("x", 3)).Output(TensorSpec.Float("y", -1)).Node("Add", ["x", "x"], ["y"]));
        ModelGraph.Open(new GraphContract([TensorSpec.Float("x", 3)], [TensorSpec.Float("y", -1)]), file, GraphOptions.Small).Dispose();
        Assert.Throws<RenderFailedException>(() => ModelGraph.Open(new GraphContract([TensorSpec.Float("x", -1)], []), file, GraphOptions.Small));
        Assert.Throws<RenderFailedException>(() => ModelGraph.Open(new GraphContract([], [TensorSpec.Float("y", 4)]), file, GraphOptions.Small));
    }

    [Fact]
    public void An_only_output_may_have_any_name_and_two_may_not()
    {
        using var folder = new ModelFolder();
        var contract = new GraphContract([TensorSpec.Float("x", 1)], [TensorSpec.Float(TensorSpec.AnyName, 1)]);
        var one = new GraphWriter(16).Input(contract.Inputs[0]).Output(TensorSpec.Float("whatever", 1)).Node("Add", ["x", "x"], ["whatever"]);
        using var graph = ModelGraph.Open(contract, folder.Write("one.onnx", one), GraphOptions.Small);
        using var three = OrtValue.CreateTensorValueFromMemory<float>([3], [1]);
        using var results = graph.Run(three);
        Assert.Equal(6, results[0].GetTensorDataAsSpan<float>()[0]);

        var two = folder.Write("two.onnx", one.Output(TensorSpec.Float("more", 1)).Node("Identity", ["x"], ["more"]));
        var refused = Assert.Throws<RenderFailedException>(() => ModelGraph.Open(contract, two, GraphOptions.Small));
        Assert.Contains("the output *, Float [1] was expected, and it has whatever, more", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_graph_of_an_older_opset_is_raised_where_that_is_asked_for()
    {
        using var folder = new ModelFolder();
        var contract = new GraphContract([TensorSpec.Float("points", 1, 1, 1, 1, 3)], [TensorSpec.Float("y", 1, 1, 1, 1, 1)]);
        var file = folder.Write("volume.onnx", new GraphWriter(17).Input(contract.Inputs[0]).Output(contract.Outputs[0])
            .Constant("voxels", [1, 1, 1, 1, 2], 3f, 5).Node("GridSample", ["voxels", "points"], ["y"], ("mode", "bilinear")));
        using var graph = ModelGraph.Open(contract, file, new GraphOptions { RaisesOpset = true });
        using var middle = OrtValue.CreateTensorValueFromMemory(new float[3], [1, 1, 1, 1, 3]);
        using var results = graph.Run(middle);
        Assert.Equal(4, results[0].GetTensorDataAsSpan<float>()[0]);

        File.WriteAllBytes(file.Path, [8, 9, 58, 200]);
        Assert.Contains("remove it", Assert.Throws<RenderFailedException>(() => ModelGraph.Open(contract, file, new GraphOptions { RaisesOpset = true })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_file_is_said_so() =>
        Assert.Contains("git checkout", Assert.Throws<RenderFailedException>(() => ModelGraph.Open(new GraphContract([], []), "manifest.json")).Message, StringComparison.Ordinal);
}
