using System.Numerics;
using System.Runtime.InteropServices;
using Avatar.Core.Errors;
using Avatar.Engines.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace Avatar.Engines.Portraits.LivePortrait;

/// <summary>
/// The six graphs of LivePortrait (https://arxiv.org/abs/2407.03168, weights and code MIT; ONNX by https://github.com/warmshao/FasterLivePortrait). Pictures are planes of red,
/// green and blue, 0 .. 1. Thread-safe.
/// </summary>
internal sealed class LivePortraitModel : IDisposable
{
    /// <summary>The model's name in the manifest, and of its folder.</summary>
    public const string Id = "liveportrait";

    /// <summary>Width and height of the pictures that are looked at.</summary>
    public const int InputSide = 256;

    /// <summary>Width and height of the pictures that are drawn.</summary>
    public const int OutputSide = 512;

    private const int Values = 3 * FaceMotion.Points;
    private static readonly TensorSpec Picture = TensorSpec.Float("img", 1, 3, InputSide, InputSide);
    private static readonly GraphContract AppearanceContract = new([Picture], [TensorSpec.Float("output", 1, 32, 16, 64, 64)]);
    private static readonly GraphContract MotionContract = new(
        [Picture],
        [
            TensorSpec.Float("pitch", 1, BinnedAngle.Bins), TensorSpec.Float("yaw", 1, BinnedAngle.Bins), TensorSpec.Float("roll", 1, BinnedAngle.Bins),
            TensorSpec.Float("t", 1, 3), TensorSpec.Float("exp", 1, Values), TensorSpec.Float("scale", 1, 1), TensorSpec.Float("kp", 1, Values),
        ]);

    private static readonly GraphContract WarpingContract = new(
        [TensorSpec.Float("feature_3d", 1, 32, 16, 64, 64), TensorSpec.Float("kp_driving", 1, FaceMotion.Points, 3), TensorSpec.Float("kp_source", 1, FaceMotion.Points, 3)],
        [TensorSpec.Float("out", 1, 3, OutputSide, OutputSide)]);

    private static readonly GraphContract StitchingContract = Refining(2 * Values, Values + 2);
    private static readonly GraphContract EyesContract = Refining(Values + 3, Values);
    private static readonly GraphContract LipsContract = Refining(Values + 2, Values);

    private readonly Lock _turn = new();
    private readonly List<ModelGraph> _graphs = [];
    private readonly ModelGraph _appearance;
    private readonly ModelGraph _motion;
    private readonly ModelGraph _warping;
    private readonly ModelGraph _stitching;
    private readonly ModelGraph _eyes;
    private readonly ModelGraph _lips;

    private LivePortraitModel(string folder, Device device)
    {
        // A frame is drawn at a time, so it may have all cores.
        var large = new GraphOptions { Device = device, Threads = Environment.ProcessorCount };
        try
        {
            _appearance = Open("appearance_feature_extractor", AppearanceContract, large);
            _motion = Open("motion_extractor", MotionContract, large);
            _warping = Open("warping_spade", WarpingContract, large with { RaisesOpset = true });
            _stitching = Open("stitching", StitchingContract, GraphOptions.Small);
            _eyes = Open("stitching_eye", EyesContract, GraphOptions.Small);
            _lips = Open("stitching_lip", LipsContract, GraphOptions.Small);
        }
        catch
        {
            Dispose();
            throw;
        }

        ModelGraph Open(string name, GraphContract contract, GraphOptions options)
        {
            var graph = ModelGraph.Open(contract, GraphFile.Pulled(Path.Combine(folder, Id, name + ".onnx"), Id), options);
            _graphs.Add(graph);
            return graph;
        }
    }

    /// <summary>Loads the graphs; on a GPU each of the large ones runs once, which takes the longest the first time and shows what does not work there.</summary>
    /// <param name="folder">The folder of pulled models.</param>
    /// <param name="device">Where the large graphs run.</param>
    /// <exception cref="RenderFailedException">A graph is missing, damaged or another model, or does not run on the device.</exception>
    public static LivePortraitModel Load(string folder, Device device)
    {
        var model = new LivePortraitModel(folder, device);
        if (device == Device.Cpu) return model;
        try
        {
            var blank = new float[3 * InputSide * InputSide];
            var points = model.Motion(blank).Keypoints();
            using var features = model.Appearance(blank);
            _ = model.Warp(features, points, points, CancellationToken.None);
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>What a portrait looks like.</summary>
    /// <param name="picture">The crop, 256 x 256.</param>
    /// <returns>Features for <see cref="Warp"/>, in the memory of the device.</returns>
    public IDisposableReadOnlyCollection<OrtValue> Appearance(float[] picture)
    {
        using var value = OrtValue.CreateTensorValueFromMemory(picture, [1, 3, InputSide, InputSide]);
        return _appearance.RunOnDevice([value], CancellationToken.None);
    }

    /// <summary>How the face of a portrait is posed.</summary>
    /// <param name="picture">The crop, 256 x 256.</param>
    public FaceMotion Motion(float[] picture)
    {
        using var value = OrtValue.CreateTensorValueFromMemory(picture, [1, 3, InputSide, InputSide]);
        using var results = _motion.Run(value);
        var angles = new HeadAngles(BinnedAngle.Degrees(Read(results[0])), BinnedAngle.Degrees(Read(results[1])), BinnedAngle.Degrees(Read(results[2])));
        var shift = Read(results[3]);
        return new FaceMotion(PointsOf(Read(results[6])), PointsOf(Read(results[4])), angles, Read(results[5])[0], new Vector2(shift[0], shift[1]));
    }

    /// <summary>What opens or closes the eyes.</summary>
    /// <param name="source">The photo's points.</param>
    /// <param name="ratios">Both eyes of the photo, and what is wanted.</param>
    /// <returns>What is added to each point.</returns>
    public Vector3[] MoveEyes(Vector3[] source, float[] ratios) => PointsOf(Refine(_eyes, source, ratios));

    /// <summary>What opens or closes the lips.</summary>
    /// <param name="source">The photo's points.</param>
    /// <param name="ratios">The lips of the photo, and what is wanted.</param>
    /// <returns>What is added to each point.</returns>
    public Vector3[] MoveLips(Vector3[] source, float[] ratios) => PointsOf(Refine(_lips, source, ratios));

    /// <summary>Moves points so that the animated square fits to the shoulders around it.</summary>
    /// <param name="source">The photo's points.</param>
    /// <param name="driving">The points of the frame.</param>
    /// <returns>The points to draw.</returns>
    public Vector3[] Stitch(Vector3[] source, Vector3[] driving)
    {
        var change = Refine(_stitching, source, MemoryMarshal.Cast<Vector3, float>(driving));
        var shift = new Vector3(change[Values], change[Values + 1], 0);
        var moves = MemoryMarshal.Cast<float, Vector3>(change.AsSpan(0, Values));
        var points = new Vector3[FaceMotion.Points];
        for (var i = 0; i < points.Length; i++) points[i] = driving[i] + moves[i] + shift;
        return points;
    }

    /// <summary>Draws a frame, one at a time.</summary>
    /// <param name="features">What <see cref="Appearance"/> gave.</param>
    /// <param name="source">The photo's points.</param>
    /// <param name="driving">The points of the frame.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>A picture of 512 x 512.</returns>
    public float[] Warp(IReadOnlyList<OrtValue> features, Vector3[] source, Vector3[] driving, CancellationToken cancellationToken)
    {
        using var drivingValue = OrtValue.CreateTensorValueFromMemory(MemoryMarshal.Cast<Vector3, float>(driving).ToArray(), [1, FaceMotion.Points, 3]);
        using var sourceValue = OrtValue.CreateTensorValueFromMemory(MemoryMarshal.Cast<Vector3, float>(source).ToArray(), [1, FaceMotion.Points, 3]);
        // Side by side they would only want twice the memory.
        lock (_turn)
        {
            using var results = _warping.Run([features[0], drivingValue, sourceValue], cancellationToken);
            return Read(results[0]).ToArray();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _graphs.ForEach(graph => graph.Dispose());

    private static GraphContract Refining(int inputs, int outputs) => new([TensorSpec.Float("input", 1, inputs)], [TensorSpec.Float("output", 1, outputs)]);

    private static float[] Refine(ModelGraph graph, Vector3[] source, ReadOnlySpan<float> more)
    {
        float[] input = [.. MemoryMarshal.Cast<Vector3, float>(source), .. more];
        using var value = OrtValue.CreateTensorValueFromMemory(input, [1, input.Length]);
        using var results = graph.Run(value);
        return Read(results[0]).ToArray();
    }

    private static ReadOnlySpan<float> Read(OrtValue value) => value.GetTensorDataAsSpan<float>();

    private static Vector3[] PointsOf(ReadOnlySpan<float> values) => MemoryMarshal.Cast<float, Vector3>(values).ToArray();
}
