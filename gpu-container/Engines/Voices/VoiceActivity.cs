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

    /// <summary>How long that is.</summary>
    public const double ChunkSeconds = (double)ChunkSamples / SampleRateHz;

    private const int ContextSamples = 64;
    private const int StateLength = 128;

    private static readonly GraphContract Contract = new(
        [TensorSpec.Float("input", -1, -1), TensorSpec.Float("state", 2, -1, StateLength), TensorSpec.Int64("sr")],
        [TensorSpec.Float("output", -1, 1), TensorSpec.Float("stateN", -1, -1, -1)]);

    private readonly ModelGraph _graph = ModelGraph.Open(Contract, "vad", "silero_vad.onnx");

    /// <summary>The probability of speech in every whole chunk, 0 to 1.</summary>
    /// <param name="samples">At 16 kHz.</param>
    public float[] Probabilities(ReadOnlySpan<float> samples)
    {
        var probabilities = new float[samples.Length / ChunkSamples];
        var listener = Listen();
        for (var chunk = 0; chunk < probabilities.Length; chunk++) probabilities[chunk] = listener.Next(samples.Slice(chunk * ChunkSamples, ChunkSamples));
        return probabilities;
    }

    /// <summary>Listens to a recording that comes chunk by chunk.</summary>
    public Listener Listen() => new(this);

    /// <summary>What is remembered of a recording from chunk to chunk. Not thread-safe.</summary>
    internal sealed class Listener(VoiceActivity activity)
    {
        private readonly float[] _state = new float[2 * StateLength];
        private readonly float[] _input = new float[ContextSamples + ChunkSamples];

        /// <summary>The probability of speech in the next chunk, 0 to 1.</summary>
        /// <param name="chunk"><see cref="ChunkSamples"/> at 16 kHz.</param>
        public float Next(ReadOnlySpan<float> chunk)
        {
            _input.AsSpan(ChunkSamples).CopyTo(_input);
            chunk.CopyTo(_input.AsSpan(ContextSamples));
            using var input = OrtValue.CreateTensorValueFromMemory(_input, [1, _input.Length]);
            using var state = OrtValue.CreateTensorValueFromMemory(_state, [2, 1, StateLength]);
            using var rate = OrtValue.CreateTensorValueFromMemory<long>([SampleRateHz], []);
            using var results = activity._graph.Run(input, state, rate);
            results[1].GetTensorDataAsSpan<float>().CopyTo(_state);
            return results[0].GetTensorDataAsSpan<float>()[0];
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _graph.Dispose();
}
