using Avatar.Engines.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace Avatar.Engines.Voices;

/// <summary>Where somebody speaks: Silero VAD v6 (https://github.com/snakers4/silero-vad). Thread-safe.</summary>
internal sealed class VoiceActivity : IDisposable
{
    /// <summary>The sample rate it hears at.</summary>
    public const int SampleRateHz = 16000;

    /// <summary>Samples of each value: 32 ms.</summary>
    public const int ChunkSamples = 512;

    private const int ContextSamples = 64;
    private const int StateLength = 128;

    private static readonly string[] Inputs = ["input", "state", "sr"];
    private static readonly string[] Outputs = ["output", "stateN"];

    private readonly InferenceSession _session = ModelSession.Open(Inputs, Outputs, "vad", "silero_vad.onnx");
    private readonly RunOptions _run = new();

    /// <summary>The probability of speech in every whole chunk, 0 to 1.</summary>
    /// <param name="samples">At 16 kHz.</param>
    public float[] Probabilities(ReadOnlySpan<float> samples)
    {
        var probabilities = new float[samples.Length / ChunkSamples];
        var state = new float[2 * StateLength];
        var input = new float[ContextSamples + ChunkSamples];
        for (var chunk = 0; chunk < probabilities.Length; chunk++)
        {
            input.AsSpan(ChunkSamples).CopyTo(input);
            samples.Slice(chunk * ChunkSamples, ChunkSamples).CopyTo(input.AsSpan(ContextSamples));
            using var inputValue = OrtValue.CreateTensorValueFromMemory(input, [1, input.Length]);
            using var stateValue = OrtValue.CreateTensorValueFromMemory(state, [2, 1, StateLength]);
            using var rate = OrtValue.CreateTensorValueFromMemory<long>([SampleRateHz], []);
            using var results = _session.Run(_run, Inputs, [inputValue, stateValue, rate], Outputs);
            probabilities[chunk] = results[0].GetTensorDataAsSpan<float>()[0];
            results[1].GetTensorDataAsSpan<float>().CopyTo(state);
        }

        return probabilities;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _run.Dispose();
        _session.Dispose();
    }
}
