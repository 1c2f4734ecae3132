using Avatar.Engines.Onnx;
using Avatar.Engines.Speech.Chatterbox;
using Avatar.Tests.Onnx;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Avatar.Tests.Speech.Chatterbox;

/// <summary>
/// Small graphs with the inputs and outputs of Chatterbox's. The next token tells what the language model has read and kept so far; the sound is what the decoder was given.
/// </summary>
internal sealed class StandIns : IDisposable
{
    /// <summary>Rows before the text.</summary>
    public const int FeatureRows = 2;

    private const int Opset = 20;
    private readonly ModelFolder _folder = new();

    /// <summary>Writes the graphs and the text's data.</summary>
    /// <param name="languageModel">The file of the language model.</param>
    /// <param name="graph">From <see cref="Reading"/> or <see cref="Fixed"/>.</param>
    public StandIns(LanguageModelFile languageModel, GraphWriter graph)
    {
        TextData.Write(Folder, Path.Combine(ChatterboxModel.Id, "tokenizer.json"), TextData.Tokenizer);
        TextData.Write(Folder, Path.Combine(ChatterboxModel.Id, "Cangjie5_TC.json"), TextData.Cangjie);
        Write("speech_encoder", Encoder());
        Write("embed_tokens", Embedding());
        Write(languageModel.Name, graph);
        Write("conditional_decoder", Decoder());
    }

    /// <summary>The folder of pulled models that they stand in for.</summary>
    public string Folder => _folder.Path;

    /// <summary>
    /// A language model whose next token is 1000 + all positions + 2 x all exaggerations + 50 for each row before the text + 200 for each token <paramref name="named"/>
    /// among all that its cache holds, and the end when that has so many rows. A mask of another length and caches that were mixed up change it too.
    /// </summary>
    public static GraphWriter Reading(LanguageModelFile file, int named, int rows)
    {
        var graph = Caching(file)
            .Constant("ends", [1], (long)rows).Constant("stop", [1], (float)SpeechTokens.Stop).Constant("named", [1], (float)named)
            .Constant("one", [1], 1L).Constant("two", [1], 2L).Constant("three", [1], 3L).Constant("four", [1], 4L).Constant("zero", [1], 0L)
            .Constant("base", [1], 1000f).Constant("x2", [1], 2f).Constant("x50", [1], 50f).Constant("x200", [1], 200f).Constant("x300", [1], 300f)
            .Node("Cast", ["present.0.key"], ["kept"], ("to", (long)TensorElementType.Float))
            .Constant("head", [1], 0L).Node("Gather", ["kept", "head"], ["first"], ("axis", 1L));
        foreach (var (name, from, to) in new[] { ("ids", "zero", "one"), ("positions", "one", "two"), ("lively", "two", "three"), ("before", "three", "four") })
            graph.Node("Slice", ["first", from, to, "three"], [name]);
        return graph
            .Node("Equal", ["ids", "named"], ["are_named"]).Node("Cast", ["are_named"], ["count_named"], ("to", (long)TensorElementType.Float))
            .Node("ReduceSum", ["positions"], ["sum_positions"], ("keepdims", 0L)).Node("ReduceSum", ["lively"], ["sum_lively"], ("keepdims", 0L))
            .Node("ReduceSum", ["before"], ["sum_before"], ("keepdims", 0L)).Node("ReduceSum", ["count_named"], ["sum_named"], ("keepdims", 0L))
            .Node("Mul", ["sum_lively", "x2"], ["a"]).Node("Mul", ["sum_before", "x50"], ["b"]).Node("Mul", ["sum_named", "x200"], ["c"])
            .Node("ReduceSum", ["attention_mask"], ["seen"], ("keepdims", 0L))
            .Node("Shape", ["kept"], ["shape"]).Node("Gather", ["shape", "two"], ["length"])
            .Node("Sub", ["seen", "length"], ["more"]).Node("Cast", ["more"], ["more_f"], ("to", (long)TensorElementType.Float)).Node("Mul", ["more_f", "x300"], ["d"])
            .Node("Mul", ["mixed", "x300"], ["e"])
            .Node("Sum", ["base", "sum_positions", "a", "b", "c", "d", "e"], ["told"])
            .Node("GreaterOrEqual", ["length", "ends"], ["is_over"]).Node("Where", ["is_over", "stop", "told"], ["next"])
            .Constant("tokens", [SpeechTokens.Logits], [.. Enumerable.Range(0, SpeechTokens.Logits).Select(i => (float)i)])
            .Node("Equal", ["tokens", "next"], ["is_next"]).Node("Cast", ["is_next"], ["row"], ("to", (long)TensorElementType.Float));
    }

    /// <summary>A language model that always gives the same values; all that are not given are 0.</summary>
    public static GraphWriter Fixed(LanguageModelFile file, params (int Token, float Value)[] values)
    {
        var row = new float[SpeechTokens.Logits];
        foreach (var (token, value) in values) row[token] = value;
        return Caching(file).Constant("row", [SpeechTokens.Logits], row);
    }

    public string PathOf(string name) => Path.Combine(Folder, ChatterboxModel.Id, name + ".onnx");

    public void Dispose() => _folder.Dispose();

    /// <summary>Replaces a graph.</summary>
    public void Write(string name, GraphWriter graph) => _folder.Write(Path.Combine(ChatterboxModel.Id, name + ".onnx"), graph);

    private static GraphWriter Encoder() => new GraphWriter(Opset)
        .Input(TensorSpec.Float("audio_values", -1, -1))
        .Output(TensorSpec.Float("audio_features", -1, -1, 1024)).Output(TensorSpec.Int64("audio_tokens", -1, -1))
        .Output(TensorSpec.Float("speaker_embeddings", -1, 192)).Output(TensorSpec.Float("speaker_features", -1, -1, 80))
        .Constant("features", [1, FeatureRows, 1024], [.. Enumerable.Range(0, FeatureRows * 1024).Select(i => i % 1024 == 3 ? 1f : 0)])
        .Node("Identity", ["features"], ["audio_features"])
        .Constant("tokens", [1, 3], 7L, 8, 9).Node("Identity", ["tokens"], ["audio_tokens"])
        .Constant("second", [1], 1L).Constant("speaker", [2], 1L, 192)
        .Node("Shape", ["audio_values"], ["shape"]).Node("Gather", ["shape", "second"], ["samples"]).Node("Cast", ["samples"], ["length"], ("to", (long)TensorElementType.Float))
        .Node("Expand", ["length", "speaker"], ["speaker_embeddings"])
        .Constant("mel", [1, 4, 80], [.. Enumerable.Repeat(0.25f, 4 * 80)]).Node("Identity", ["mel"], ["speaker_features"]);

    /// <summary>An embedding: id, position, exaggeration, then zeros.</summary>
    private static GraphWriter Embedding() => new GraphWriter(Opset)
        .Input(TensorSpec.Int64("input_ids", -1, -1)).Input(TensorSpec.Int64("position_ids", -1, -1)).Input(TensorSpec.Float("exaggeration", -1))
        .Output(TensorSpec.Float("inputs_embeds", -1, -1, 1024))
        .Constant("last", [1], 2L).Constant("e0", [1024], Unit(0)).Constant("e1", [1024], Unit(1)).Constant("e2", [1024], Unit(2))
        .Node("Cast", ["input_ids"], ["ids"], ("to", (long)TensorElementType.Float)).Node("Unsqueeze", ["ids", "last"], ["id"]).Node("Mul", ["id", "e0"], ["a"])
        .Node("Cast", ["position_ids"], ["positions"], ("to", (long)TensorElementType.Float)).Node("Unsqueeze", ["positions", "last"], ["position"])
        .Node("Mul", ["position", "e1"], ["b"]).Node("Mul", ["exaggeration", "e2"], ["c"])
        .Node("Sum", ["a", "b", "c"], ["inputs_embeds"]);

    /// <summary>
    /// What all language models do: the keys of the first layer keep the embeddings, each other cache keeps its own number. <c>mixed</c> is 0 as long as each gets back what it gave,
    /// and <c>row</c>, which the caller adds, are the last values; those before are 0.
    /// </summary>
    private static GraphWriter Caching(LanguageModelFile file)
    {
        var graph = new GraphWriter(Opset);
        foreach (var tensor in file.Contract.Inputs) graph.Input(tensor);
        foreach (var tensor in file.Contract.Outputs) graph.Output(tensor);
        graph.Constant("heads", [4], 1L, -1, 16, 64).Constant("nothing", [1], 0f)
            .Node("Reshape", ["inputs_embeds", "heads"], ["by_row"]).Node("Transpose", ["by_row"], ["new_0"], ("perm", new long[] { 0, 2, 1, 3 }))
            .Node("Mul", ["new_0", "nothing"], ["blank"]);
        var caches = file.Contract.InputNames[2..];
        for (var i = 0; i < caches.Length; i++)
        {
            var present = file.Contract.OutputNames[1 + i];
            if (i > 0) graph.Constant($"number_{i}", [1], (float)i).Node("Add", ["blank", $"number_{i}"], [$"new_{i}"]);
            graph.Node("Cast", [$"new_{i}"], [$"typed_{i}"], ("to", (long)file.CacheType))
                .Node("Concat", [caches[i], $"typed_{i}"], [present], ("axis", 2L));
            if (i == 0) continue;
            graph.Node("Cast", [present], [$"floats_{i}"], ("to", (long)TensorElementType.Float))
                .Node("ReduceMax", [$"floats_{i}"], [$"most_{i}"], ("keepdims", 0L)).Node("ReduceMin", [$"floats_{i}"], [$"least_{i}"], ("keepdims", 0L))
                .Node("Sub", [$"most_{i}", $"least_{i}"], [$"mixed_{i}"]);
        }

        return graph.Node("Sum", [.. Enumerable.Range(1, caches.Length - 1).Select(i => $"mixed_{i}")], ["mixed"])
            .Constant("row_shape", [3], 1L, 1, SpeechTokens.Logits).Constant("no_rows", [1], 0L).Constant("a_row", [1], 1L).Constant("after", [4], 0L, 0, 0, 0)
            .Node("Shape", ["inputs_embeds"], ["read_shape"]).Node("Gather", ["read_shape", "a_row"], ["rows"]).Node("Sub", ["rows", "a_row"], ["rows_before"])
            .Node("Concat", ["no_rows", "rows_before", "after"], ["pads"], ("axis", 0L))
            .Node("Reshape", ["row", "row_shape"], ["last_row"]).Node("Pad", ["last_row", "pads"], ["logits"]);
    }

    /// <summary>The sound: the tokens, the first value of the speaker, the sum of the mel frames.</summary>
    private static GraphWriter Decoder() => new GraphWriter(Opset)
        .Input(TensorSpec.Int64("speech_tokens", -1, -1)).Input(TensorSpec.Float("speaker_embeddings", -1, 192)).Input(TensorSpec.Float("speaker_features", -1, -1, 80))
        .Output(TensorSpec.Float("waveform", -1, -1))
        .Constant("first", [1], 0L).Constant("one", [2], 1L, 1)
        .Node("Cast", ["speech_tokens"], ["tokens"], ("to", (long)TensorElementType.Float))
        .Node("Gather", ["speaker_embeddings", "first"], ["speaker"], ("axis", 1L))
        .Node("ReduceSum", ["speaker_features"], ["sum"], ("keepdims", 0L)).Node("Reshape", ["sum", "one"], ["mel"])
        .Node("Concat", ["tokens", "speaker", "mel"], ["waveform"], ("axis", 1L));

    private static float[] Unit(int place)
    {
        var values = new float[1024];
        values[place] = 1;
        return values;
    }
}
