using Avatar.Core.Errors;
using Avatar.Engines.Onnx;
using Avatar.Engines.Speech.Imitation;

namespace Avatar.Engines.Speech.Chatterbox.Text;

/// <summary>Text to tokens as <c>tokenizer.json</c> says: names in brackets are tokens of their own, all else is joined by pairs.</summary>
internal sealed class ChatterboxTokenizer
{
    // Rows of the model's table of text tokens. The published tokenizer.json is of a later model, with about a hundred tokens more, which this one would fail on.
    private const int Known = 2352;
    private const int StartOfText = 255;
    private const int EndOfText = 0;
    private const string Space = "[SPACE]";

    private readonly BytePairVocabulary _vocabulary;
    private readonly ILookup<char, KeyValuePair<string, int>> _names;

    private ChatterboxTokenizer(BytePairVocabulary vocabulary)
    {
        _vocabulary = vocabulary;
        _names = vocabulary.Names.Where(name => name.Key.Length > 0).OrderByDescending(name => name.Key.Length).ToLookup(name => name.Key[0]);
    }

    /// <summary>Reads <c>tokenizer.json</c>.</summary>
    /// <exception cref="RenderFailedException">It is missing, damaged or another one.</exception>
    public static ChatterboxTokenizer Read(GraphFile file)
    {
        var vocabulary = BytePairVocabulary.Load(file);
        return vocabulary.Names.ContainsKey(Space)
            ? new ChatterboxTokenizer(vocabulary)
            : throw new RenderFailedException($"{file.Path} is not the vocabulary of this version, which has {Space}: {file.Remedy}.");
    }

    /// <summary>The tokens of a text between those that the model expects around it: exaggeration, start, text, end, and the start of speech twice, as it was trained.</summary>
    /// <param name="text">From <see cref="ChatterboxText"/>.</param>
    public long[] Encode(string text)
    {
        List<long> tokens = [SpeechTokens.Exaggeration, StartOfText];
        var plainStart = 0;
        for (var i = 0; i < text.Length;)
        {
            var (id, length) = text[i] == ' ' ? (_vocabulary.Names[Space], 1) : Named(text.AsSpan(i));
            if (length > 0)
            {
                AddPieces(text[plainStart..i], tokens);
                tokens.Add(Checked(id));
                plainStart = i += length;
            }
            else
            {
                i++;
            }
        }

        AddPieces(text[plainStart..], tokens);
        return [.. tokens, EndOfText, SpeechTokens.Start, SpeechTokens.Start];
    }

    private (int Id, int Length) Named(ReadOnlySpan<char> text)
    {
        foreach (var (name, id) in _names[text[0]])
            if (text.StartsWith(name))
                return (id, name.Length);
        return (0, 0);
    }

    private void AddPieces(string text, List<long> tokens)
    {
        foreach (var piece in _vocabulary.Encode(text)) tokens.Add(Checked(piece));
    }

    private int Checked(int id) => id < Known ? id : _vocabulary.Unknown;
}
