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
    public void A_damaged_file_is_said_so() =>
        Assert.Contains("git checkout", Assert.Throws<RenderFailedException>(() => ModelGraph.Open(new GraphContract([], []), "manifest.json")).Message, StringComparison.Ordinal);
}
