using Avatar.Engines.Onnx;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Avatar.Engines.Speech.Chatterbox;

/// <summary>
/// A file of the language model. Both have the same weights of 4 bits, so a voice is alike on all devices. Of ONNX Runtime's kernels for GroupQueryAttention, that for the CPU takes
/// 32 bits and that for CUDA only 16 (https://github.com/microsoft/onnxruntime/blob/main/docs/OperatorKernels.md); all inputs and outputs but the cache have 32 in both files.
/// </summary>
/// <param name="Name">Its name, without its ending.</param>
/// <param name="CacheType">The type of the keys and values that it gives.</param>
internal sealed record LanguageModelFile(string Name, TensorElementType CacheType)
{
    private const int Layers = 30;
    private const int Heads = 16;
    private const int HeadSize = 64;
    private static readonly string[] Parts = ["key", "value"];

    /// <summary>The number of caches: the keys and the values of each layer.</summary>
    public const int Caches = 2 * Layers;

    /// <summary>The file for the CPU.</summary>
    public static LanguageModelFile Cpu { get; } = new("language_model_q4", TensorElementType.Float);

    /// <summary>The file for CUDA.</summary>
    public static LanguageModelFile Cuda { get; } = new("language_model_q4f16", TensorElementType.Float16);

    /// <summary>What the graph takes and gives. The caches are the last inputs and outputs, in the same order.</summary>
    public GraphContract Contract => new(
        [TensorSpec.Float("inputs_embeds", 1, -1, ChatterboxVoice.FeatureLength), TensorSpec.Int64("attention_mask", 1, -1), .. CachesNamed("past_key_values")],
        [TensorSpec.Float("logits", 1, -1, SpeechTokens.Logits), .. CachesNamed("present")]);

    /// <summary>The file for a device.</summary>
    public static LanguageModelFile For(Device device) => device == Device.Cuda ? Cuda : Cpu;

    /// <summary>A cache of nothing.</summary>
    public OrtValue EmptyCache() => CacheType == TensorElementType.Float16
        ? OrtValue.CreateTensorValueFromMemory(Array.Empty<Float16>(), [1, Heads, 0, HeadSize])
        : OrtValue.CreateTensorValueFromMemory(Array.Empty<float>(), [1, Heads, 0, HeadSize]);

    private IEnumerable<TensorSpec> CachesNamed(string name) => Enumerable.Range(0, Layers)
        .SelectMany(layer => Parts.Select(part => new TensorSpec($"{name}.{layer}.{part}", CacheType, [1, Heads, -1, HeadSize])));
}
