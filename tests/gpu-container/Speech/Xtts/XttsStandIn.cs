using System.Runtime.InteropServices;
using System.Text;
using Avatar.Engines.Onnx;
using Avatar.Engines.Speech.Xtts;
using Avatar.Tests.Onnx;
using Avatar.Tests.Speech.Imitation;

namespace Avatar.Tests.Speech.Xtts;

/// <summary>
/// Small graphs with the inputs and outputs of XTTS's. What they read goes through them in a few of the 1024 values of a row: the latent of a code is the sum of all
/// rows that were read before it, and the sound has six samples for each code, which show <see cref="Shown"/>.
/// </summary>
internal sealed class XttsStandIn : IDisposable
{
    public const int Token = 0;
    public const int TokenPlace = 1;
    public const int Voice = 2;
    public const int Code = 3;
    public const int CodePlace = 4;
    public const int Steps = 5;

    private const int Opset = 17;
    private const int Width = XttsGraphs.Width;

    // The row of a code's place has a one here, further on by the place: what decides on the next code.
    private const int PlaceMark = 100;

    private readonly ModelFolder _folder = new();

    /// <summary>Writes the files.</summary>
    /// <param name="remembers">Whether keys and values grow with every step.</param>
    /// <param name="next">By the place of the code that was read last: a code that may follow, with its logit; all others have 0.</param>
    public XttsStandIn(bool remembers, params (int Place, int Code, float Logit)[] next)
    {
        Write("conditioning_encoder", Conditioning());
        Write("speaker_encoder", Speaker());
        Write("gpt_model", Gpt(remembers, next));
        Write("hifigan_vocoder", Vocoder());
        WriteText("vocab.json", BytePairVocabularyTests.Json);
        WriteTable("mel_stats.npy", [80], Enumerable.Range(0, 80).Select(band => (band, 2f)));
        WriteTable("text_embedding.npy", [6681, Width], Enumerable.Range(0, 100).Select(id => (id * Width + Token, (float)id)));
        WriteTable("text_pos_embedding.npy", [404, Width], Enumerable.Range(0, 404).Select(place => (place * Width + TokenPlace, (float)place)));
        WriteTable("mel_embedding.npy", [1026, Width], Enumerable.Range(0, 1026).Select(code => (code * Width + Code, (float)code)));
        WriteTable(
            "mel_pos_embedding.npy", [608, Width],
            Enumerable.Range(0, 608).SelectMany(place => new[] { (place * Width + CodePlace, (float)place), (place * Width + PlaceMark + place, 1f) }));
    }

    /// <summary>What the six samples of a code are: sums of <see cref="Token"/>, <see cref="TokenPlace"/> and so on, and how many steps the mask has.</summary>
    public static int[] Shown { get; } = [Token, TokenPlace, Voice, Code, CodePlace, Steps];

    /// <summary>The folder of pulled models that they stand in for.</summary>
    public string Folder => _folder.Path;

    public XttsModel Load() => XttsModel.Load(Folder, Device.Cpu);

    public string PathOf(string name) => Path.Combine(Folder, XttsModel.Id, name);

    public void Write(string name, GraphWriter graph) => _folder.Write(Path.Combine(XttsModel.Id, name + ".onnx"), graph);

    public void WriteText(string name, string text) => File.WriteAllText(PathOf(name), text);

    public void Dispose() => _folder.Dispose();

    /// <summary>The bytes of a NumPy file before its values.</summary>
    public static byte[] NpyHeader(string description)
    {
        var text = description.PadRight(117) + "\n";
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)text.Length, 0, .. Encoding.ASCII.GetBytes(text)];
    }

    /// <summary>Every 32 x 1024 values: the sum of the mel spectrogram in thousands.</summary>
    private static GraphWriter Conditioning() => new GraphWriter(Opset)
        .Input(TensorSpec.Float("mel_spectrogram", 1, 80, -1)).Output(TensorSpec.Float("anything", 1, 32, Width))
        .Constant("axes", [2], 1L, 2)
        .Constant("all", [1, 32, Width], [.. Enumerable.Repeat(0.001f, 32 * Width)])
        .Node("ReduceSum", ["mel_spectrogram", "axes"], ["sum"])
        .Node("Mul", ["sum", "all"], ["anything"]);

    /// <summary>512 values: their numbers, and the sum of the mel spectrogram.</summary>
    private static GraphWriter Speaker() => new GraphWriter(Opset)
        .Input(TensorSpec.Float("mel_spec", 1, 64, -1)).Output(TensorSpec.Float("something", 1, 512, 1))
        .Constant("axes", [2], 1L, 2)
        .Constant("numbers", [1, 512, 1], [.. Enumerable.Range(0, 512).Select(i => (float)i)])
        .Node("ReduceSum", ["mel_spec", "axes"], ["sum"])
        .Node("Add", ["sum", "numbers"], ["something"]);

    private static GraphWriter Gpt(bool remembers, (int Place, int Code, float Logit)[] next)
    {
        var graph = new GraphWriter(Opset)
            .Input(TensorSpec.Float("inputs_embeds", 1, -1, Width)).Input(TensorSpec.Float("attention_mask", 1, -1))
            .Output(TensorSpec.Float("logits", 1, -1, 1026)).Output(TensorSpec.Float("hidden_states", 1, -1, Width))
            .Constant("heads", [4], 1L, -1, 16, 64)
            .Node("Reshape", ["inputs_embeds", "heads"], ["rows"])
            .Node("Transpose", ["rows"], ["new"], ("perm", new long[] { 0, 2, 1, 3 }))
            .Constant("over_steps", [1], 2L)
            .Constant("flat", [3], 1L, 1, Width)
            .Node("ReduceSum", ["present_value_29", "over_steps"], ["sum"])
            .Node("Reshape", ["sum", "flat"], ["all"])
            .Constant("over_mask", [1], 1L)
            .Constant("place_of_steps", [1, 1, Width], Matrix(1, Width, (0, Steps, 1)))
            .Node("ReduceSum", ["attention_mask", "over_mask"], ["count"])
            .Node("Mul", ["count", "place_of_steps"], ["steps"])
            .Node("Add", ["all", "steps"], ["latent"])
            .Constant("nothing", [], 0f)
            .Node("Mul", ["inputs_embeds", "nothing"], ["blank"])
            .Node("Add", ["blank", "latent"], ["hidden_states"])
            .Constant("choice", [Width, 1026], Matrix(Width, 1026, [.. next.Select(choice => (PlaceMark + choice.Place, choice.Code, choice.Logit))]))
            .Node("MatMul", ["inputs_embeds", "choice"], ["logits"]);
        foreach (var name in Enumerable.Range(0, XttsGraphs.Layers).SelectMany(layer => new[] { $"key_{layer}", $"value_{layer}" }))
        {
            graph.Input(TensorSpec.Float("past_" + name, 1, 16, -1, 64)).Output(TensorSpec.Float("present_" + name, 1, 16, -1, 64));
            if (remembers) graph.Node("Concat", ["past_" + name, "new"], ["present_" + name], ("axis", 2L));
            else graph.Node("Identity", ["new"], ["present_" + name]);
        }

        return graph;
    }

    private static GraphWriter Vocoder() => new GraphWriter(Opset)
        .Input(TensorSpec.Float("latents", 1, -1, Width)).Input(TensorSpec.Float("speaker_embedding", 1, 512, 1)).Output(TensorSpec.Float("sound", 1, 1, -1))
        .Constant("shown", [Width, Shown.Length], Matrix(Width, Shown.Length, [.. Shown.Select((place, sample) => (place, sample, 1f))]))
        .Node("MatMul", ["latents", "shown"], ["samples"])
        .Constant("first", [512, Shown.Length], Matrix(512, Shown.Length, [.. Shown.Select((_, sample) => (sample, sample, 1f))]))
        .Constant("row", [3], 1L, 1, 512)
        .Node("Reshape", ["speaker_embedding", "row"], ["speaker"])
        .Node("MatMul", ["speaker", "first"], ["offsets"])
        .Node("Add", ["samples", "offsets"], ["coloured"])
        .Constant("line", [3], 1L, 1, -1)
        .Node("Reshape", ["coloured", "line"], ["sound"]);

    private static float[] Matrix(int rows, int columns, params (int Row, int Column, float Value)[] values)
    {
        var matrix = new float[rows * columns];
        foreach (var (row, column, value) in values) matrix[row * columns + column] = value;
        return matrix;
    }

    /// <summary>Writes an array that has 0 but in some places; most of the file is a hole.</summary>
    private void WriteTable(string name, int[] shape, IEnumerable<(int Place, float Value)> values)
    {
        using var file = File.Create(PathOf(name));
        file.Write(NpyHeader($"{{'descr': '<f4', 'fortran_order': False, 'shape': ({(shape.Length == 1 ? $"{shape[0]}," : string.Join(", ", shape))}), }}"));
        var start = file.Position;
        file.SetLength(start + sizeof(float) * shape.Aggregate(1L, (product, length) => product * length));
        foreach (var (place, value) in values)
        {
            file.Position = start + place * sizeof(float);
            file.Write(MemoryMarshal.AsBytes<float>([value]));
        }
    }
}
