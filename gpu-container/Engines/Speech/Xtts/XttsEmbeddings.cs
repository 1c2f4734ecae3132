using System.Numerics.Tensors;
using Avatar.Core.Errors;
using Avatar.Engines.Onnx;

namespace Avatar.Engines.Speech.Xtts;

/// <summary>What the language model reads for tokens and codes: a row of a table for each, and one for its place. Thread-safe.</summary>
internal sealed class XttsEmbeddings
{
    /// <summary>How many tokens of text there are.</summary>
    public const int Tokens = 6681;

    /// <summary>The most tokens of one text.</summary>
    public const int MostTokens = 404;

    private const int MostCodes = 608;
    private const int Width = XttsGraphs.Width;

    private readonly float[] _tokens;
    private readonly float[] _tokenPlaces;
    private readonly float[] _codes;
    private readonly float[] _codePlaces;

    /// <summary>Reads the tables.</summary>
    /// <param name="file">The file of a name.</param>
    /// <exception cref="RenderFailedException">One is missing, damaged or of another model.</exception>
    public XttsEmbeddings(Func<string, GraphFile> file)
    {
        _tokens = NpyFile.Read(file("text_embedding.npy"), Tokens, Width);
        _tokenPlaces = NpyFile.Read(file("text_pos_embedding.npy"), MostTokens, Width);
        _codes = NpyFile.Read(file("mel_embedding.npy"), XttsGraphs.Codes, Width);
        _codePlaces = NpyFile.Read(file("mel_pos_embedding.npy"), MostCodes, Width);
    }

    /// <summary>What is read before the first code is written.</summary>
    /// <param name="latents">The voice.</param>
    /// <param name="tokens">The text, from its start to its stop; at most <see cref="MostTokens"/>.</param>
    /// <param name="start">The code that starts the sound.</param>
    /// <returns>[steps, 1024]</returns>
    public float[] Prefix(float[] latents, IReadOnlyList<int> tokens, int start)
    {
        var prefix = new float[latents.Length + (tokens.Count + 1) * Width];
        latents.CopyTo(prefix, 0);
        var text = prefix.AsSpan(latents.Length);
        for (var i = 0; i < tokens.Count; i++) Add(_tokens, tokens[i], _tokenPlaces, i, text[(i * Width)..]);
        Code(start, 0, text[(tokens.Count * Width)..]);
        return prefix;
    }

    /// <summary>What is read for a code.</summary>
    /// <param name="code">The code.</param>
    /// <param name="place">Its place, the start being at 0.</param>
    /// <param name="row">1024 values.</param>
    public void Code(int code, int place, Span<float> row) => Add(_codes, code, _codePlaces, place, row);

    private static void Add(float[] table, int index, float[] places, int place, Span<float> row) =>
        TensorPrimitives.Add(table.AsSpan(index * Width, Width), places.AsSpan(place * Width, Width), row);
}
