using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Security.Cryptography;
using System.Text;
using Avatar.Core.Errors;
using Avatar.Core.Languages;
using Avatar.Engines.Onnx;
using Avatar.Engines.Speech.Imitation;
using Avatar.Engines.Speech.Marks;

namespace Avatar.Engines.Speech.Xtts;

/// <summary>
/// XTTS-v2 (https://arxiv.org/abs/2406.04904), whose licence, the Coqui Public Model License, forbids commercial use: a language model writes codes of sound, and from its
/// latents for each a vocoder makes speech. Thread-safe.
/// </summary>
internal sealed class XttsModel : IVoiceImitator
{
    /// <summary>The model's name in the manifest, and of its folder.</summary>
    public const string Id = "xtts";

    private const int StartCode = 1024;
    private const int StopCode = 1025;
    private const int MostCodes = 605;
    private const int Tries = 3;

    private readonly XttsText _text;
    private readonly XttsEmbeddings _embeddings;
    private readonly float[] _melScale;
    private readonly XttsGraphs _graphs;

    private XttsModel(Func<string, GraphFile> file, Device device)
    {
        _text = new XttsText(file("vocab.json"));
        _melScale = NpyFile.Read(file("mel_stats.npy"), ReferenceSound.ConditioningBands);
        _embeddings = new XttsEmbeddings(file);
        _graphs = new XttsGraphs(file, device);
    }

    /// <summary>Loads the model; on a GPU the graphs that run there do so once, which takes the longest the first time and shows what does not work there.</summary>
    /// <param name="modelsFolder">The folder of pulled models.</param>
    /// <param name="device">Where the language model and the vocoder run.</param>
    /// <exception cref="RenderFailedException">A file is missing, damaged or of another model, or does not run on the device.</exception>
    public static XttsModel Load(string modelsFolder, Device device)
    {
        var model = new XttsModel(name => GraphFile.Pulled(Path.Combine(modelsFolder, Id, name), Id), device);
        if (device == Device.Cpu) return model;
        try
        {
            var silent = new XttsVoice(new float[XttsVoice.LatentRows * XttsGraphs.Width], new float[XttsVoice.SpeakerLength]);
            using var run = model._graphs.Begin(XttsVoice.LatentRows);
            run.Read(silent.Latents, CancellationToken.None);
            _ = model._graphs.Vocode(run.Latent.ToArray(), silent.Speaker, CancellationToken.None);
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public byte[] Listen(float[] recording, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(recording.Length, SpeechAssembler.SampleRateHz);
        var (latents, chunks) = (new float[XttsVoice.LatentRows * XttsGraphs.Width], 0);
        foreach (var mel in ReferenceSound.ConditioningMel(recording, _melScale))
        {
            TensorPrimitives.Add(latents, _graphs.Condition(mel, cancellationToken), latents);
            chunks++;
        }

        TensorPrimitives.Divide(latents, chunks, latents);
        return new XttsVoice(latents, _graphs.Speaker(ReferenceSound.SpeakerMel(recording), cancellationToken)).Pack();
    }

    /// <inheritdoc/>
    public float[] Say(byte[] voice, string text, Language language, CancellationToken cancellationToken)
    {
        var (latents, speaker) = XttsVoice.Unpack(voice);
        var tokens = _text.Tokens(text, language);
        if (tokens.Count > XttsEmbeddings.MostTokens)
            throw new RenderFailedException($"The model {Id} takes texts of up to {XttsEmbeddings.MostTokens} tokens, and this one has {tokens.Count}: write shorter sentences.");
        var prefix = _embeddings.Prefix(latents, tokens, StartCode);
        for (var attempt = 0; attempt < Tries; attempt++)
            if (Speak(prefix, RandomFor(voice, text, language, attempt), cancellationToken) is { IsEmpty: false } spoken)
                return _graphs.Vocode(spoken, speaker, cancellationToken);
        throw new RenderFailedException($"The model {Id} did not come to the end of a text of {text.Length} characters, in {Tries} attempts: write it as shorter sentences.");
    }

    /// <summary>The limits of VoiceBpeTokenizer of the original.</summary>
    public int MostCharacters(Language language) => language switch
    {
        Language.Mandarin => 82,
        Language.Spanish => 239,
        _ => 250,
    };

    /// <inheritdoc/>
    public void Dispose() => _graphs.Dispose();

    /// <summary>Speaks a text.</summary>
    /// <returns>The latents of its codes, [codes, 1024]; nothing if the stop did not come in time.</returns>
    private Memory<float> Speak(float[] prefix, Random random, CancellationToken cancellationToken)
    {
        const int Width = XttsGraphs.Width;
        var sampler = new CodeSampler(XttsGraphs.Codes, StartCode, random);
        using var run = _graphs.Begin(prefix.Length / Width + MostCodes);
        var spoken = new float[MostCodes * Width];
        var row = new float[Width];
        run.Read(prefix, cancellationToken);
        for (var place = 0; place < MostCodes; place++)
        {
            var code = sampler.Next(run.Logits);
            if (code == StopCode) return spoken.AsMemory(0, place * Width);
            run.Latent.CopyTo(spoken.AsSpan(place * Width));
            _embeddings.Code(code, place + 1, row);
            run.Read(row, cancellationToken);
        }

        return default;
    }

    /// <summary>Chance that is the same for the same words of the same voice, everywhere.</summary>
    private static Random RandomFor(byte[] voice, string text, Language language, int attempt)
    {
        byte[] all = [.. SHA256.HashData(voice), .. Encoding.UTF8.GetBytes(text), (byte)language, (byte)attempt];
        return new Random(BinaryPrimitives.ReadInt32LittleEndian(SHA256.HashData(all)));
    }
}
