using System.Runtime.InteropServices;
using Avatar.Core.Errors;
using Avatar.Engines.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace Avatar.Engines.Speech.Kokoro;

/// <summary>What the model gives for a run of tokens.</summary>
/// <param name="Samples">Mono, 24 kHz.</param>
/// <param name="Durations">For each token and the zero at both ends, in units of 600 samples (25 ms).</param>
/// <param name="F0Hz">One value per 300 samples, in step with the audio; 10 or less is unvoiced.</param>
internal sealed record KokoroOutput(float[] Samples, long[] Durations, float[] F0Hz);

/// <summary>
/// Kokoro-82M (<c>models/speech/kokoro_82m.onnx</c>, StyleTTS 2: https://arxiv.org/abs/2306.07691). One session serves several threads
/// at once; each run takes one thread, since two segments side by side finish sooner than one on two threads.
/// </summary>
internal sealed partial class KokoroModel : IDisposable
{
    /// <summary>The sample rate of what it says.</summary>
    public const int SampleRateHz = 24000;

    private static readonly GraphContract Contract = new(
        [
            TensorSpec.Int64("tokens", 1, -1), TensorSpec.Float("style", 1, KokoroVoices.StyleLength), TensorSpec.Float("speed", 1), TensorSpec.Float("pitch", 1),
            TensorSpec.Float("pitch_range", 1),
        ],
        [TensorSpec.Float("audio", -1), TensorSpec.Int64("duration", -1), TensorSpec.Float("f0", -1)]);

    private readonly ModelGraph _graph;

    private KokoroModel(ModelGraph graph) => _graph = graph;

    /// <summary>Loads the model: 1.6 s of one core, 0.9 GB at its peak, 0.36 GB from then on.</summary>
    /// <param name="device">Where it speaks.</param>
    /// <exception cref="RenderFailedException">The file is missing or not the model we know.</exception>
    public static KokoroModel Load(Device device = Device.Cpu)
    {
        // The last level of optimisation rewrites convolutions for this machine's caches, which gains nothing here.
        var graph = ModelGraph.Open(Contract, GraphFile.Shipped("speech", "kokoro_82m.onnx"), new GraphOptions { Device = device, Level = GraphOptimizationLevel.ORT_ENABLE_EXTENDED });
        ReturnFreedMemory();
        return new KokoroModel(graph);
    }

    /// <summary>Speaks tokens.</summary>
    /// <param name="tokens">1 to 510 tokens with a zero at both ends.</param>
    /// <param name="style">256 values.</param>
    /// <param name="speed">0.5 to 2.</param>
    /// <param name="melody">How its pitch differs from what the model predicts.</param>
    /// <param name="cancellationToken">Stops it between two steps of the graph.</param>
    public KokoroOutput Run(long[] tokens, float[] style, double speed, Melody melody, CancellationToken cancellationToken)
    {
        using var tokenValue = OrtValue.CreateTensorValueFromMemory(tokens, [1, tokens.Length]);
        using var styleValue = OrtValue.CreateTensorValueFromMemory(style, [1, style.Length]);
        using var speedValue = OrtValue.CreateTensorValueFromMemory<float>([(float)speed], [1]);
        using var pitchValue = OrtValue.CreateTensorValueFromMemory<float>([(float)melody.PitchRatio], [1]);
        using var rangeValue = OrtValue.CreateTensorValueFromMemory<float>([(float)melody.RangeExponent], [1]);
        using var outputs = _graph.Run([tokenValue, styleValue, speedValue, pitchValue, rangeValue], cancellationToken);
        return new KokoroOutput(
            outputs[0].GetTensorDataAsSpan<float>().ToArray(),
            outputs[1].GetTensorDataAsSpan<long>().ToArray(),
            outputs[2].GetTensorDataAsSpan<float>().ToArray());
    }

    /// <inheritdoc/>
    public void Dispose() => _graph.Dispose();

    /// <summary>
    /// Loading unpacks the weights in small steps, and glibc keeps the freed half (0.47 GB) unless told to give it back.
    /// Elsewhere there is no such function, and no need.
    /// </summary>
    private static void ReturnFreedMemory()
    {
        if (!OperatingSystem.IsLinux()) return;
        try
        {
            _ = MallocTrim(0);
        }
        catch (Exception exception) when (exception is EntryPointNotFoundException or DllNotFoundException)
        {
            // A C library other than glibc.
        }
    }

    [LibraryImport("libc.so.6", EntryPoint = "malloc_trim")]
    private static partial int MallocTrim(nuint keepBytes);
}
