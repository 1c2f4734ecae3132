using Avatar.Core.Errors;
using Avatar.Engines.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace Avatar.Engines.Speech.Chatterbox;

/// <summary>Writes a text as speech tokens, always taking the likeliest one (the script of https://huggingface.co/onnx-community/chatterbox-multilingual-ONNX).</summary>
internal sealed class SpeechWriter : IDisposable
{
    // As lively as the original by default.
    private const float Exaggeration = 0.5f;

    private static readonly GraphContract EmbeddingContract = new(
        [TensorSpec.Int64("input_ids", 1, -1), TensorSpec.Int64("position_ids", 1, -1), TensorSpec.Float("exaggeration", 1)],
        [TensorSpec.Float("inputs_embeds", 1, -1, ChatterboxVoice.FeatureLength)]);

    private readonly LanguageModelFile _file;
    private readonly ModelGraph _embedding;
    private readonly ModelGraph _language;

    /// <summary>Loads the graphs.</summary>
    /// <param name="fileOf">The file of a graph.</param>
    /// <param name="file">The file of the language model.</param>
    /// <param name="large">How that is loaded. The embeddings are tables, which are read on the CPU.</param>
    /// <exception cref="RenderFailedException">A graph is missing, damaged or another model, or the device can't be had.</exception>
    public SpeechWriter(Func<string, GraphFile> fileOf, LanguageModelFile file, GraphOptions large)
    {
        _file = file;
        _embedding = ModelGraph.Open(EmbeddingContract, fileOf("embed_tokens.onnx"), GraphOptions.Small);
        try
        {
            _language = ModelGraph.Open(file.Contract, fileOf(file.Name + ".onnx"), large);
        }
        catch
        {
            _embedding.Dispose();
            throw;
        }
    }

    /// <summary>Writes.</summary>
    /// <param name="voice">Who speaks.</param>
    /// <param name="text">The tokens of the text.</param>
    /// <param name="most">The most tokens of speech.</param>
    /// <param name="penalty">How much less likely a token is that was said before, 1 or more.</param>
    /// <param name="cancellationToken">Stops it between two tokens.</param>
    /// <returns>The speech; null where it does not end, or has no token.</returns>
    public long[]? Write(ChatterboxVoice voice, long[] text, int most, float penalty, CancellationToken cancellationToken)
    {
        // Positions count from the start of the text; those of the tokens around it, and of the first of the speech, are 0.
        long[] positions = [.. text.Select((token, i) => token >= SpeechTokens.Start ? 0L : i - 1)];
        using var exaggeration = OrtValue.CreateTensorValueFromMemory<float>([Exaggeration], [1]);
        float[] prompt = [.. voice.Features, .. Embed(text, positions, exaggeration, cancellationToken)];
        var rows = prompt.Length / ChatterboxVoice.FeatureLength;
        using var promptValue = OrtValue.CreateTensorValueFromMemory(prompt, [1, rows, ChatterboxVoice.FeatureLength]);

        var (token, position) = (new long[1], new long[1]);
        using var tokenValue = OrtValue.CreateTensorValueFromMemory(token, [1, 1]);
        using var positionValue = OrtValue.CreateTensorValueFromMemory(position, [1, 1]);
        OrtValue[] one = [tokenValue, positionValue, exaggeration];
        using var run = new LanguageModelRun(_language, _file, rows + most);
        var (speech, said) = (new List<long>(), new HashSet<int>());
        for (var next = SpeechTokens.Next(run.Read(promptValue, rows, cancellationToken), said, penalty); next != SpeechTokens.Stop;)
        {
            if (speech.Count == most) return null;
            speech.Add(next);
            said.Add(next);
            (token[0], position[0]) = (next, speech.Count);
            using var embedded = _embedding.Run(one, cancellationToken);
            next = SpeechTokens.Next(run.Read(embedded[0], 1, cancellationToken), said, penalty);
        }

        return speech.Count > 0 ? [.. speech] : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _embedding.Dispose();
        _language.Dispose();
    }

    private float[] Embed(long[] tokens, long[] positions, OrtValue exaggeration, CancellationToken cancellationToken)
    {
        using var tokenValue = OrtValue.CreateTensorValueFromMemory(tokens, [1, tokens.Length]);
        using var positionValue = OrtValue.CreateTensorValueFromMemory(positions, [1, positions.Length]);
        using var embedded = _embedding.Run([tokenValue, positionValue, exaggeration], cancellationToken);
        return embedded[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
