using Avatar.Core.Errors;
using Avatar.Core.Languages;
using Avatar.Engines.Onnx;
using Avatar.Engines.Speech.Chatterbox.Text;
using Avatar.Engines.Speech.Imitation;
using Avatar.Engines.Speech.Phonemes.Mandarin;
using Microsoft.ML.OnnxRuntime;

namespace Avatar.Engines.Speech.Chatterbox;

/// <summary>
/// Chatterbox Multilingual (https://github.com/resemble-ai/chatterbox, MIT; ONNX by https://huggingface.co/onnx-community/chatterbox-multilingual-ONNX): a language model writes speech
/// tokens after those of a recording, and a decoder makes sound of them. The words and their times are always the same; the decoder draws its noise anew, which can't be seeded.
/// </summary>
internal sealed class ChatterboxModel : IVoiceImitator
{
    /// <summary>The model's name in the manifest, and of its folder.</summary>
    public const string Id = "chatterbox";

    /// <summary>What is heard of a recording: the original listens to no more.</summary>
    public const int MostRecordedSamples = 10 * 24000;

    // Half of a slow speaker's pace: a text that takes longer was lost.
    private const int SlowestLettersPerSecond = 6;
    private const double SlowestHanziPerSecond = 1.5;
    private const int ExtraSeconds = 2;

    private static readonly GraphContract EncoderContract = new(
        [TensorSpec.Float("audio_values", 1, -1)],
        [
            TensorSpec.Float("audio_features", 1, -1, ChatterboxVoice.FeatureLength), TensorSpec.Int64("audio_tokens", 1, -1),
            TensorSpec.Float("speaker_embeddings", 1, ChatterboxVoice.SpeakerLength), TensorSpec.Float("speaker_features", 1, -1, ChatterboxVoice.MelBands),
        ]);

    private static readonly GraphContract DecoderContract = new(
        [
            TensorSpec.Int64("speech_tokens", 1, -1), TensorSpec.Float("speaker_embeddings", 1, ChatterboxVoice.SpeakerLength),
            TensorSpec.Float("speaker_features", 1, -1, ChatterboxVoice.MelBands),
        ],
        [TensorSpec.Float("waveform", 1, -1)]);

    // The original's, then more, up to the most that its users recommend: what does not end repeats itself.
    private static readonly float[] Penalties = [1.2f, 1.5f, 2];

    private readonly SemaphoreSlim _turn = new(1);
    private readonly string _folder;
    private readonly ChatterboxText _text;
    private readonly ChatterboxTokenizer _tokenizer;
    private readonly SpeechWriter _writer;
    private readonly ModelGraph _decoder;

    private ChatterboxModel(string folder, Device device, LanguageModelFile languageModel)
    {
        _folder = folder;
        _text = new ChatterboxText(new(MandarinSegmenter.Load), new(() => CangjieTable.Read(FileOf("Cangjie5_TC.json"))));
        _tokenizer = ChatterboxTokenizer.Read(FileOf("tokenizer.json"));
        // One text is said at a time, so it may have all cores.
        var large = new GraphOptions { Device = device, Threads = Environment.ProcessorCount };
        _writer = new SpeechWriter(FileOf, languageModel, large);
        try
        {
            _decoder = ModelGraph.Open(DecoderContract, FileOf("conditional_decoder.onnx"), large);
        }
        catch
        {
            _writer.Dispose();
            throw;
        }
    }

    /// <summary>Loads what speaks.</summary>
    /// <param name="modelsFolder">The folder of pulled models.</param>
    /// <param name="device">Where the large graphs run.</param>
    /// <exception cref="RenderFailedException">A file is missing, damaged or another model, or the device can't be had.</exception>
    public static ChatterboxModel Load(string modelsFolder, Device device) => Load(modelsFolder, device, LanguageModelFile.For(device));

    /// <summary>Loads what speaks, with a certain file of the language model.</summary>
    /// <param name="modelsFolder">The folder of pulled models.</param>
    /// <param name="device">Where the large graphs run.</param>
    /// <param name="languageModel">The file.</param>
    /// <exception cref="RenderFailedException">A file is missing, damaged or another model, or the device can't be had.</exception>
    public static ChatterboxModel Load(string modelsFolder, Device device, LanguageModelFile languageModel) => new(modelsFolder, device, languageModel);

    /// <inheritdoc/>
    public byte[] Listen(float[] recording, CancellationToken cancellationToken)
    {
        // Whole tokens, so that there are two mel frames for each.
        var heard = recording[..(Math.Min(recording.Length, MostRecordedSamples) / SpeechTokens.Samples * SpeechTokens.Samples)];
        // Voices are added seldom, and the graph takes 0.6 GB. It runs on the CPU, so that a voice is the same wherever it was made.
        using var encoder = ModelGraph.Open(EncoderContract, FileOf("speech_encoder.onnx"), new GraphOptions { Threads = Environment.ProcessorCount });
        using var sound = OrtValue.CreateTensorValueFromMemory(heard, [1, heard.Length]);
        using var results = encoder.Run([sound], cancellationToken);
        return new ChatterboxVoice(Floats(results[0]), results[1].GetTensorDataAsSpan<long>().ToArray(), Floats(results[2]), Floats(results[3])).Pack();
    }

    /// <inheritdoc/>
    public float[] Say(byte[] voice, string text, Language language, CancellationToken cancellationToken)
    {
        var speaker = ChatterboxVoice.Read(voice);
        var tokens = _tokenizer.Encode(_text.Write(text, language));
        var most = MostTokens(text.Length, language);
        // Side by side they would only want twice the memory.
        _turn.Wait(cancellationToken);
        try
        {
            foreach (var penalty in Penalties)
                if (_writer.Write(speaker, tokens, most, penalty, cancellationToken) is { } speech)
                    return Decode(speaker, speech, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }

        throw new RenderFailedException(
            $"{Id} did not come to the end of \"{Printable.Of(text, 60)}\" in {most / SpeechTokens.PerSecond} s of speech, {Penalties.Length} times: change its words, or use another speech engine.");
    }

    /// <inheritdoc/>
    public int MostCharacters(Language language) => language == Language.Mandarin ? 80 : 250;

    /// <inheritdoc/>
    public void Dispose()
    {
        _turn.Dispose();
        _writer.Dispose();
        _decoder.Dispose();
    }

    /// <summary>The most speech tokens of a text.</summary>
    private static int MostTokens(int characters, Language language) =>
        (int)(SpeechTokens.PerSecond * (ExtraSeconds + characters / (language == Language.Mandarin ? SlowestHanziPerSecond : SlowestLettersPerSecond)));

    private static float[] Floats(OrtValue value) => value.GetTensorDataAsSpan<float>().ToArray();

    private float[] Decode(ChatterboxVoice voice, long[] speech, CancellationToken cancellationToken)
    {
        // The decoder goes on from the recording, and gives what follows it.
        long[] tokens = [.. voice.Tokens, .. speech];
        using var tokenValue = OrtValue.CreateTensorValueFromMemory(tokens, [1, tokens.Length]);
        using var speaker = OrtValue.CreateTensorValueFromMemory(voice.Speaker, [1, ChatterboxVoice.SpeakerLength]);
        using var mel = OrtValue.CreateTensorValueFromMemory(voice.Mel, [1, voice.Mel.Length / ChatterboxVoice.MelBands, ChatterboxVoice.MelBands]);
        using var results = _decoder.Run([tokenValue, speaker, mel], cancellationToken);
        return Floats(results[0]);
    }

    private GraphFile FileOf(string name) => GraphFile.Pulled(Path.Combine(_folder, Id, name), Id);
}
