using System.Text.Json;
using Avatar.Core.Errors;
using Avatar.Engines.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace Avatar.Engines.Recognition.Whisper;

/// <summary>
/// Whisper base (<c>models/asr</c>, https://arxiv.org/abs/2212.04356): an encoder that listens to up to 30 s and a decoder that writes. Thread-safe.
/// </summary>
internal sealed class WhisperModel : IDisposable
{
    /// <summary>The longest sound it listens to.</summary>
    public const int MostSeconds = 30;

    /// <summary>The same in mel frames.</summary>
    public const int MostFrames = MostSeconds * LogMel.SampleRateHz / LogMel.HopSamples;

    /// <summary>The most tokens of prompt and text together.</summary>
    public const int MostTokens = 448;

    private const int Layers = 6;
    private const int Heads = 8;
    private const int HeadSize = 64;

    private static readonly TensorSpec[] Cross =
    [
        .. Enumerable.Range(0, Layers).Select(layer => TensorSpec.Float($"cross_k_{layer}", 1, Heads, -1, HeadSize)),
        .. Enumerable.Range(0, Layers).Select(layer => TensorSpec.Float($"cross_v_{layer}", 1, Heads, -1, HeadSize)),
    ];

    private static readonly GraphContract EncoderContract = new([TensorSpec.Float("mel", 1, LogMel.BandCount, -1)], Cross);
    private static readonly GraphContract DecoderContract = new(
        [TensorSpec.Int64("tokens", 1, -1), TensorSpec.Int64("offset", 1), Cache("self_k"), Cache("self_v"), .. Cross],
        [TensorSpec.Float("logits", 1, -1, WhisperTokens.Count), Cache("new_self_k"), Cache("new_self_v"), TensorSpec.Float("cross_attention", -1, -1)]);

    private readonly ModelGraph _encoder;
    private readonly ModelGraph _decoder;

    private WhisperModel(ModelGraph encoder, ModelGraph decoder, int[] suppressed, int[] suppressedFirst) =>
        (_encoder, _decoder, Suppressed, SuppressedFirst) = (encoder, decoder, suppressed, suppressedFirst);

    /// <summary>Tokens that are never written: brackets, notes and the like.</summary>
    public IReadOnlyList<int> Suppressed { get; }

    /// <summary>Tokens that a text does not begin with: a space, its end.</summary>
    public IReadOnlyList<int> SuppressedFirst { get; }

    /// <summary>Loads both graphs.</summary>
    /// <param name="device">Where they run.</param>
    /// <exception cref="RenderFailedException">A file is missing, damaged or not the model we know.</exception>
    public static WhisperModel Load(Device device = Device.Cpu)
    {
        var options = new GraphOptions { Device = device };
        var encoder = ModelGraph.Open(EncoderContract, GraphFile.Shipped("asr", "whisper_base_encoder.onnx"), options);
        ModelGraph? decoder = null;
        try
        {
            decoder = ModelGraph.Open(DecoderContract, GraphFile.Shipped("asr", "whisper_base_decoder.onnx"), options);
            return new WhisperModel(encoder, decoder, Ids(decoder, "suppress_ids"), Ids(decoder, "suppress_ids_begin"));
        }
        catch
        {
            encoder.Dispose();
            decoder?.Dispose();
            throw;
        }
    }

    /// <summary>Listens.</summary>
    /// <param name="mel">[80, <paramref name="frames"/>], from <see cref="LogMel"/>.</param>
    /// <param name="frames">An even number, at most <see cref="MostFrames"/>.</param>
    /// <param name="cancellationToken">Stops it between two steps of the graph.</param>
    /// <returns>What the decoder reads: keys and values of every layer.</returns>
    public IDisposableReadOnlyCollection<OrtValue> Encode(float[] mel, int frames, CancellationToken cancellationToken)
    {
        using var value = OrtValue.CreateTensorValueFromMemory(mel, [1, LogMel.BandCount, frames]);
        return _encoder.RunOnDevice([value], cancellationToken);
    }

    /// <summary>Keys and values of no tokens.</summary>
    public static OrtValue EmptyCache() => OrtValue.CreateTensorValueFromMemory(Array.Empty<float>(), [Layers, 1, Heads, 0, HeadSize]);

    /// <summary>Reads tokens and says what may follow.</summary>
    /// <param name="tokens">The tokens that are new.</param>
    /// <param name="offset">How many were read before.</param>
    /// <param name="keys">The keys of those.</param>
    /// <param name="values">Their values.</param>
    /// <param name="heard">What <see cref="Encode"/> gave.</param>
    /// <param name="cancellationToken">Stops it between two steps of the graph.</param>
    /// <returns>logits [1, n, 51865]; keys and values of all tokens; attention [n, frames / 2].</returns>
    public IDisposableReadOnlyCollection<OrtValue> Decode(
        long[] tokens, int offset, OrtValue keys, OrtValue values, IReadOnlyList<OrtValue> heard, CancellationToken cancellationToken)
    {
        using var tokenValue = OrtValue.CreateTensorValueFromMemory(tokens, [1, tokens.Length]);
        using var offsetValue = OrtValue.CreateTensorValueFromMemory<long>([offset], [1]);
        return _decoder.Run([tokenValue, offsetValue, keys, values, .. heard], cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _encoder.Dispose();
        _decoder.Dispose();
    }

    private static TensorSpec Cache(string name) => TensorSpec.Float(name, Layers, 1, Heads, -1, HeadSize);

    private static int[] Ids(ModelGraph graph, string name) => JsonSerializer.Deserialize<int[]>(graph.Metadata(name))!;
}
