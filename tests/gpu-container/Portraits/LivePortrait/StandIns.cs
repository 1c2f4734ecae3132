using Avatar.Engines.Onnx;
using Avatar.Engines.Portraits.LivePortrait;
using Avatar.Tests;
using Avatar.Tests.Onnx;

namespace Avatar.Engines.Tests.Portraits.LivePortrait;

/// <summary>
/// Small graphs with the inputs and outputs of LivePortrait's, of its opset. The photo goes through them with an eighth of its sharpness, and what reaches the warping can be seen in
/// the colours of the frame.
/// </summary>
internal sealed class StandIns : IDisposable
{
    /// <summary>What a coordinate that is shown is multiplied by before it is added to a colour.</summary>
    public const float Gain = 1;

    /// <summary>What the stand-in for stitching adds to all points.</summary>
    public const float StitchedX = 0.125f;

    private const int Opset = 16;
    private const int Values = 63;
    private readonly ModelFolder _folder = new();

    /// <summary>Writes the graphs.</summary>
    /// <param name="shown">The coordinates of points (point, axis) that are added to red, green and blue.</param>
    public StandIns(params (int Point, int Axis)[] shown)
    {
        Write("appearance_feature_extractor", Appearance());
        Write("motion_extractor", Motion());
        Write("warping_spade", Warping(shown));
        Write("stitching", Linear(126, 65, (From: -1, To: 63, StitchedX)));
        // Eyes and lips: the wanted ratio moves one point down.
        Write("stitching_eye", Linear(66, Values, (From: 65, To: 11 * 3 + 1, 1)));
        Write("stitching_lip", Linear(65, Values, (From: 64, To: 19 * 3 + 1, 1)));
    }

    /// <summary>The folder of pulled models that they stand in for.</summary>
    public string Folder => _folder.Path;

    /// <summary>The points that the stand-in for motion gives, at rest.</summary>
    public static float[] Canonical { get; } = [.. Enumerable.Range(0, Values).Select(i => (i * 7 % 11 - 5) * 0.02f)];

    /// <summary>Loads them.</summary>
    public LivePortraitModel Load() => LivePortraitModel.Load(Folder, Device.Cpu);

    /// <summary>Takes LivePortrait's own graph where there is one beside the repository; the test is skipped, saying so, where there is none.</summary>
    public void TakeReal(string name) => File.Copy(Repository.Shared("models", "liveportrait", name + ".onnx"), PathOf(name), overwrite: true);

    public string PathOf(string name) => Path.Combine(Folder, LivePortraitModel.Id, name + ".onnx");

    public void Dispose() => _folder.Dispose();

    private void Write(string name, GraphWriter graph) => _folder.Write(Path.Combine(LivePortraitModel.Id, name + ".onnx"), graph);

    private static GraphWriter Appearance() => new GraphWriter(Opset)
        .Input(TensorSpec.Float("img", 1, 3, 256, 256)).Output(TensorSpec.Float("output", 1, 32, 16, 64, 64))
        .Constant("colours", [512, 3, 1, 1], Matrix(512, 3, [.. Enumerable.Range(0, 512).Select(k => (k, k % 3, 1f))]))
        .Constant("shape", [5], 1L, 32, 16, 64, 64)
        .Node("AveragePool", ["img"], ["small"], ("kernel_shape", new long[] { 4, 4 }), ("strides", new long[] { 4, 4 }))
        .Node("Conv", ["small", "colours"], ["all"])
        .Node("Reshape", ["all", "shape"], ["output"]);

    // Straight ahead: 0 degrees lie between the bins 32 and 33.
    private static GraphWriter Motion()
    {
        var graph = new GraphWriter(Opset).Input(TensorSpec.Float("img", 1, 3, 256, 256));
        float[] ahead = [.. Enumerable.Range(0, 66).Select(bin => bin is 32 or 33 ? 50f : 0)];
        foreach (var (name, values) in new (string, float[])[]
        {
            ("pitch", ahead), ("yaw", ahead), ("roll", ahead), ("t", [0.1f, -0.05f, 9]), ("exp", new float[Values]), ("scale", [1.5f]), ("kp", Canonical),
        })
            graph.Output(TensorSpec.Float(name, 1, values.Length)).Constant(name + "_is", [1, values.Length], values).Node("Identity", [name + "_is"], [name]);
        return graph;
    }

    private static GraphWriter Warping((int Point, int Axis)[] shown) => new GraphWriter(Opset)
        .Input(TensorSpec.Float("kp_source", 1, 21, 3)).Input(TensorSpec.Float("feature_3d", 1, 32, 16, 64, 64)).Input(TensorSpec.Float("kp_driving", 1, 21, 3))
        .Output(TensorSpec.Float("out", 1, 3, 512, 512))
        .Constant("flat", [4], 1L, 512, 64, 64)
        .Constant("colours", [3, 512, 1, 1], Matrix(3, 512, (0, 0, 1), (1, 1, 1), (2, 2, 1)))
        .Constant("size", [4], 1L, 3, 512, 512)
        .Node("Reshape", ["feature_3d", "flat"], ["layers"])
        .Node("Conv", ["layers", "colours"], ["small"])
        .Node("Resize", ["small", "", "", "size"], ["picture"], ("mode", "linear"))
        // A sampled volume, as in the real graph; it adds nothing.
        .Constant("middle", [1, 1, 1, 1, 3], 0f, 0, 0)
        .Constant("column", [4], 1L, 32, 1, 1)
        .Constant("nothing", [3, 32, 1, 1], Matrix(3, 32))
        .Node("GridSample", ["feature_3d", "middle"], ["sampled"], ("mode", "bilinear"), ("align_corners", 0L))
        .Node("Reshape", ["sampled", "column"], ["samples"])
        .Node("Conv", ["samples", "nothing"], ["zero"])
        .Constant("points", [4], 1L, Values, 1, 1)
        .Constant("shown", [3, Values, 1, 1], Matrix(3, Values, [.. shown.Select((place, colour) => (colour, place.Point * 3 + place.Axis, Gain))]))
        .Node("Sub", ["kp_driving", "kp_source"], ["moved"])
        .Node("Reshape", ["moved", "points"], ["moves"])
        .Node("Conv", ["moves", "shown"], ["tint"])
        .Node("Add", ["tint", "zero"], ["tinted"])
        .Node("Add", ["picture", "tinted"], ["out"]);

    /// <summary>A graph from <c>input</c> to <c>output</c> that adds a part of one input, or a constant (from -1), to an output.</summary>
    private static GraphWriter Linear(int inputs, int outputs, (int From, int To, float Part) link) => new GraphWriter(Opset)
        .Input(TensorSpec.Float("input", 1, inputs)).Output(TensorSpec.Float("output", 1, outputs))
        .Constant("weights", [inputs, outputs], link.From < 0 ? Matrix(inputs, outputs) : Matrix(inputs, outputs, (link.From, link.To, link.Part)))
        .Constant("bias", [1, outputs], link.From < 0 ? Matrix(1, outputs, (0, link.To, link.Part)) : Matrix(1, outputs))
        .Node("MatMul", ["input", "weights"], ["product"])
        .Node("Add", ["product", "bias"], ["output"]);

    private static float[] Matrix(int rows, int columns, params (int Row, int Column, float Value)[] values)
    {
        var matrix = new float[rows * columns];
        foreach (var (row, column, value) in values) matrix[row * columns + column] = value;
        return matrix;
    }
}
