using System.Runtime.InteropServices;
using Avatar.Core.Errors;
using Avatar.Core.Installation;
using Avatar.Engines.Onnx;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

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

    private static readonly string[] InputNames = ["tokens", "style", "speed", "pitch", "pitch_range"];
    private static readonly string[] OutputNames = ["audio", "duration", "f0"];

    private readonly InferenceSession _session;

    private KokoroModel(InferenceSession session) => _session = session;

    /// <summary>Loads the model: 1.6 s of one core, 0.9 GB at its peak, 0.36 GB from then on.</summary>
    /// <exception cref="RenderFailedException">The file is missing or not the model we know.</exception>
    public static KokoroModel Load()
    {
        var file = ProductFiles.Model("speech", "kokoro_82m.onnx");
        OnnxTelemetry.TurnOff();
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,

            // Every text has another length, so planned memory is never reused: without it two segments need 0.15 GB less.
            EnableMemoryPattern = false,

            // The last level rewrites convolutions for this machine's caches, which gains nothing here.
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_EXTENDED,
        };
        InferenceSession session;
        try
        {
            session = new InferenceSession(file, options);
        }
        catch (OnnxRuntimeException exception)
        {
            throw new RenderFailedException($"{file} can't be loaded ({exception.Message}): restore it with 'git checkout -- models'.", exception);
        }

        CheckContract(session, file);
        ReturnFreedMemory();
        return new KokoroModel(session);
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
        using var options = new RunOptions();
        using var registration = cancellationToken.Register(() => options.Terminate = true);
        try
        {
            using var outputs = _session.Run(options, InputNames, [tokenValue, styleValue, speedValue, pitchValue, rangeValue], OutputNames);
            return new KokoroOutput(
                outputs[0].GetTensorDataAsSpan<float>().ToArray(),
                outputs[1].GetTensorDataAsSpan<long>().ToArray(),
                outputs[2].GetTensorDataAsSpan<float>().ToArray());
        }
        catch (OnnxRuntimeException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new RenderFailedException($"The speech model failed on a text of {tokens.Length - 2} phonemes: {exception.Message}", exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private static void CheckContract(InferenceSession session, string file)
    {
        GraphContract.Check(session.InputMetadata, "tokens", TensorElementType.Int64, [1, -1], file);
        GraphContract.Check(session.InputMetadata, "style", TensorElementType.Float, [1, KokoroVoices.StyleLength], file);
        foreach (var name in InputNames[2..]) GraphContract.Check(session.InputMetadata, name, TensorElementType.Float, [1], file);
        GraphContract.Check(session.OutputMetadata, "audio", TensorElementType.Float, [-1], file);
        GraphContract.Check(session.OutputMetadata, "duration", TensorElementType.Int64, [-1], file);
        GraphContract.Check(session.OutputMetadata, "f0", TensorElementType.Float, [-1], file);
    }

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
