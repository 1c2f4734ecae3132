using System.Text.Json;
using Avatar.Core.Errors;
using Avatar.Core.Installation;
using Avatar.Engines.Onnx;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

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

    private static readonly string[] EncoderInputs = ["mel"];
    private static readonly string[] CrossNames =
        [.. Enumerable.Range(0, Layers).Select(layer => $"cross_k_{layer}"), .. Enumerable.Range(0, Layers).Select(layer => $"cross_v_{layer}")];
    private static readonly string[] DecoderInputs = ["tokens", "offset", "self_k", "self_v", .. CrossNames];
    private static readonly string[] DecoderOutputs = ["logits", "new_self_k", "new_self_v", "cross_attention"];

    private readonly InferenceSession _encoder;
    private readonly InferenceSession _decoder;

    private WhisperModel(InferenceSession encoder, InferenceSession decoder, int[] suppressed, int[] suppressedFirst) =>
        (_encoder, _decoder, Suppressed, SuppressedFirst) = (encoder, decoder, suppressed, suppressedFirst);

    /// <summary>Tokens that are never written: brackets, notes and the like.</summary>
    public IReadOnlyList<int> Suppressed { get; }

    /// <summary>Tokens that a text does not begin with: a space, its end.</summary>
    public IReadOnlyList<int> SuppressedFirst { get; }

    /// <summary>Loads both graphs.</summary>
    /// <exception cref="RenderFailedException">A file is missing, damaged or not the model we know.</exception>
    public static WhisperModel Load()
    {
        var encoder = ModelSession.Open(EncoderInputs, CrossNames, "asr", "whisper_base_encoder.onnx");
        InferenceSession? decoder = null;
        try
        {
            decoder = ModelSession.Open(DecoderInputs, DecoderOutputs, "asr", "whisper_base_decoder.onnx");
            CheckContract(encoder, decoder);
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
        using var value = OrtValue.CreateTensorValueFromMemory(mel, [1, MelBands.Count, frames]);
        return Run(_encoder, EncoderInputs, [value], CrossNames, cancellationToken);
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
        return Run(_decoder, DecoderInputs, [tokenValue, offsetValue, keys, values, .. heard], DecoderOutputs, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _encoder.Dispose();
        _decoder.Dispose();
    }

    private static IDisposableReadOnlyCollection<OrtValue> Run(
        InferenceSession session, string[] inputs, OrtValue[] values, string[] outputs, CancellationToken cancellationToken)
    {
        using var options = new RunOptions();
        using var registration = cancellationToken.Register(() => options.Terminate = true);
        try
        {
            return session.Run(options, inputs, values, outputs);
        }
        catch (OnnxRuntimeException failed)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new RenderFailedException($"The recognition model failed: {failed.Message}", failed);
        }
    }

    private static int[] Ids(InferenceSession session, string name) =>
        session.ModelMetadata.CustomMetadataMap.TryGetValue(name, out var ids)
            ? JsonSerializer.Deserialize<int[]>(ids)!
            : throw new RenderFailedException(
                $"{ProductFiles.Model("asr")} is not the model of this version: it lacks {name}. Restore it with 'git checkout -- models'.");

    private static void CheckContract(InferenceSession encoder, InferenceSession decoder)
    {
        var (listener, writer) = (ProductFiles.Model("asr", "whisper_base_encoder.onnx"), ProductFiles.Model("asr", "whisper_base_decoder.onnx"));
        GraphContract.Check(encoder.InputMetadata, "mel", TensorElementType.Float, [1, MelBands.Count, -1], listener);
        foreach (var name in CrossNames)
        {
            GraphContract.Check(encoder.OutputMetadata, name, TensorElementType.Float, [1, Heads, -1, HeadSize], listener);
            GraphContract.Check(decoder.InputMetadata, name, TensorElementType.Float, [1, Heads, -1, HeadSize], writer);
        }

        GraphContract.Check(decoder.InputMetadata, "tokens", TensorElementType.Int64, [1, -1], writer);
        GraphContract.Check(decoder.InputMetadata, "offset", TensorElementType.Int64, [1], writer);
        foreach (var name in (string[])["self_k", "self_v"])
        {
            GraphContract.Check(decoder.InputMetadata, name, TensorElementType.Float, [Layers, 1, Heads, -1, HeadSize], writer);
            GraphContract.Check(decoder.OutputMetadata, "new_" + name, TensorElementType.Float, [Layers, 1, Heads, -1, HeadSize], writer);
        }

        GraphContract.Check(decoder.OutputMetadata, "logits", TensorElementType.Float, [1, -1, WhisperTokens.Count], writer);
        GraphContract.Check(decoder.OutputMetadata, "cross_attention", TensorElementType.Float, [-1, -1], writer);
    }
}
