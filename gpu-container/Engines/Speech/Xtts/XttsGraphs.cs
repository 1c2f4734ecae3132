using Avatar.Core.Errors;
using Avatar.Engines.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace Avatar.Engines.Speech.Xtts;

/// <summary>
/// The four graphs of XTTS-v2 (https://arxiv.org/abs/2406.04904) in the export https://huggingface.co/pltobing/XTTSv2-Streaming-ONNX, whose
/// xtts_onnx_orchestrator.py names what they take and give; three of them give one thing only, by a name that is not published. Thread-safe.
/// </summary>
internal sealed class XttsGraphs : IDisposable
{
    /// <summary>The width of the language model.</summary>
    public const int Width = 1024;

    /// <summary>How many codes there are: 1024 sounds, the start and the stop.</summary>
    public const int Codes = 1026;

    /// <summary>The layers of the language model, each of which remembers a key and a value for every step.</summary>
    public const int Layers = 30;

    /// <summary>The heads of each layer.</summary>
    public const int Heads = 16;

    /// <summary>The length of a head's keys and values.</summary>
    public const int HeadSize = Width / Heads;

    private const string Logits = "logits";
    private const string Hidden = "hidden_states";

    private static readonly GraphContract ConditioningContract = new(
        [TensorSpec.Float("mel_spectrogram", 1, ReferenceSound.ConditioningBands, -1)], [TensorSpec.Float(TensorSpec.AnyName, 1, XttsVoice.LatentRows, Width)]);

    private static readonly GraphContract SpeakerContract = new(
        [TensorSpec.Float("mel_spec", 1, ReferenceSound.SpeakerBands, -1)], [TensorSpec.Float(TensorSpec.AnyName, 1, XttsVoice.SpeakerLength, 1)]);

    private static readonly GraphContract GptContract = new(
        [TensorSpec.Float("inputs_embeds", 1, -1, Width), TensorSpec.Float("attention_mask", 1, -1), .. Memory("past")],
        [TensorSpec.Float(Logits, 1, -1, Codes), TensorSpec.Float(Hidden, 1, -1, Width), .. Memory("present")]);

    private static readonly GraphContract VocoderContract = new(
        [TensorSpec.Float("latents", 1, -1, Width), TensorSpec.Float("speaker_embedding", 1, XttsVoice.SpeakerLength, 1)], [TensorSpec.Float(TensorSpec.AnyName, 1, 1, -1)]);

    private readonly List<ModelGraph> _graphs = [];
    private readonly ModelGraph _conditioning;
    private readonly ModelGraph _speaker;
    private readonly ModelGraph _gpt;
    private readonly ModelGraph _vocoder;

    /// <summary>Loads the graphs.</summary>
    /// <param name="file">The file of a name.</param>
    /// <param name="device">Where the language model and the vocoder run. A voice is listened to once, so the encoders stay on the CPU.</param>
    /// <exception cref="RenderFailedException">A graph is missing, damaged or another model.</exception>
    public XttsGraphs(Func<string, GraphFile> file, Device device)
    {
        var large = new GraphOptions { Device = device, Threads = Environment.ProcessorCount };
        try
        {
            _conditioning = Open("conditioning_encoder.onnx", ConditioningContract, large with { Device = Device.Cpu });
            _speaker = Open("speaker_encoder.onnx", SpeakerContract, large with { Device = Device.Cpu });
            _gpt = Open("gpt_model.onnx", GptContract, large);
            _vocoder = Open("hifigan_vocoder.onnx", VocoderContract, large);
        }
        catch
        {
            Dispose();
            throw;
        }

        ModelGraph Open(string name, GraphContract contract, GraphOptions options)
        {
            var graph = ModelGraph.Open(contract, file(name), options);
            _graphs.Add(graph);
            return graph;
        }
    }

    /// <summary>What a chunk of a recording makes of the language model.</summary>
    /// <param name="mel">Of <see cref="ReferenceSound.ConditioningMel"/>.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>[32, 1024]</returns>
    public float[] Condition(float[] mel, CancellationToken cancellationToken) => Encode(_conditioning, mel, ReferenceSound.ConditioningBands, cancellationToken);

    /// <summary>Who speaks.</summary>
    /// <param name="mel">Of <see cref="ReferenceSound.SpeakerMel"/>.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>512 values.</returns>
    public float[] Speaker(float[] mel, CancellationToken cancellationToken) => Encode(_speaker, mel, ReferenceSound.SpeakerBands, cancellationToken);

    /// <summary>Begins a text with the language model.</summary>
    /// <param name="mostSteps">How far it may go.</param>
    public GptRun Begin(int mostSteps) =>
        new(new CachedRun<float>(_gpt, OrtValue.CreateTensorValueFromMemory(Array.Empty<float>(), [1, Heads, 0, HeadSize]), 2 * Layers, mostSteps, Logits, Hidden));

    /// <summary>Makes sound of latents.</summary>
    /// <param name="latents">[steps, 1024]</param>
    /// <param name="speaker">The speaker embedding.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Mono at 24 kHz.</returns>
    public float[] Vocode(Memory<float> latents, float[] speaker, CancellationToken cancellationToken)
    {
        using var latentValue = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, latents, [1, latents.Length / Width, Width]);
        using var speakerValue = OrtValue.CreateTensorValueFromMemory(speaker, [1, XttsVoice.SpeakerLength, 1]);
        using var results = _vocoder.Run([latentValue, speakerValue], cancellationToken);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }

    /// <inheritdoc/>
    public void Dispose() => _graphs.ForEach(graph => graph.Dispose());

    private static IEnumerable<TensorSpec> Memory(string when) => Enumerable.Range(0, Layers)
        .SelectMany(layer => new[] { $"{when}_key_{layer}", $"{when}_value_{layer}" })
        .Select(name => TensorSpec.Float(name, 1, Heads, -1, HeadSize));

    private static float[] Encode(ModelGraph graph, float[] mel, int bands, CancellationToken cancellationToken)
    {
        using var value = OrtValue.CreateTensorValueFromMemory(mel, [1, bands, mel.Length / bands]);
        using var results = graph.Run([value], cancellationToken);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
