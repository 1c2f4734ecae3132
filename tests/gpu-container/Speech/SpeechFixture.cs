using System.Collections.Concurrent;
using Avatar.Core.Languages;
using Avatar.Core.Speech;
using Avatar.Engines.Recognition.Whisper;
using Avatar.Engines.Speech.Kokoro;
using Avatar.Engines.Speech.Phonemes;

namespace Avatar.Tests.Speech;

/// <summary>Each model loaded once for all tests that speak and listen.</summary>
public sealed class SpeechFixture : IDisposable
{
    private readonly ConcurrentDictionary<string, Task<SynthesizedSpeech>> _said = [];

    public KokoroSynthesizer Kokoro { get; } = new(new TextToPhonemes());

    public WhisperTranscriber Whisper { get; } = new();

    /// <summary>A sentence in its language's usual voice; said once, however many tests hear it.</summary>
    public Task<SynthesizedSpeech> SayAsync(string text, Language language) =>
        _said.GetOrAdd(text, _ => Kokoro.SynthesizeAsync(Segment(text, language), Kokoro.DefaultVoice(language), 1, CancellationToken.None));

    public void Dispose()
    {
        Kokoro.Dispose();
        Whisper.Dispose();
    }

    /// <summary>Cuts a plain text into pieces as the planner would: words, marks and spaces.</summary>
    public static SpeechSegment Segment(string text, Language language, SegmentEnd end = SegmentEnd.Sentence)
    {
        var pieces = new List<SpokenPiece>();
        for (var start = 0; start < text.Length;)
        {
            var kind = KindOf(text[start]);
            var length = 1;
            while (kind == SpokenPieceKind.Word && start + length < text.Length && KindOf(text[start + length]) == kind) length++;
            var said = text.Substring(start, length) switch { "，" => ",", "。" => ".", "？" => "?", "！" => "!", var same => same };
            pieces.Add(new SpokenPiece(kind, said, language, new TextSpan(start, length)));
            start += length;
        }

        return new SpeechSegment(0, language, text, pieces, end);
    }

    private static SpokenPieceKind KindOf(char character) =>
        char.IsWhiteSpace(character) ? SpokenPieceKind.Space
        : ",.;:!?…—()\"，。？！".Contains(character, StringComparison.Ordinal) ? SpokenPieceKind.Punctuation
        : SpokenPieceKind.Word;
}

/// <summary>Tests that share the model, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class SpeechTests : ICollectionFixture<SpeechFixture>
{
    public const string Name = "speech";
}
