using Avatar.Core.Languages;
using Avatar.Engines.Voices;

namespace Avatar.Engines.Recognition;

/// <summary>Phrases in one language that follow each other, to be written down in one go: up to 28 s.</summary>
internal sealed class SpeechWindow
{
    private const int MarginChunks = 12;

    private readonly IReadOnlyList<Phrase> _phrases;

    /// <summary>Joins phrases, each of which begins where the one before it ends.</summary>
    public SpeechWindow(Language language, IReadOnlyList<Phrase> phrases)
    {
        Language = language;
        _phrases = [phrases[0].WithPause(MarginChunks), .. phrases.Skip(1)];
        Samples = [.. _phrases.SelectMany(phrase => phrase.Samples)];
        IsSpoken = [.. _phrases.SelectMany(phrase => phrase.IsSpoken)];
    }

    /// <summary>The language spoken.</summary>
    public Language Language { get; }

    /// <summary>When it begins, from the start of the recording.</summary>
    public double StartSeconds => _phrases[0].FirstChunk * VoiceActivity.ChunkSeconds;

    /// <summary>Mono, -1..1, at 16 kHz, with a little silence around the speech.</summary>
    public float[] Samples { get; }

    /// <summary>Whether there may be a voice, for every chunk of <see cref="VoiceActivity.ChunkSamples"/>.</summary>
    public bool[] IsSpoken { get; }

    /// <summary>The window cut in two at the pause that is nearest to its middle; nothing where it is a single phrase.</summary>
    public IReadOnlyList<SpeechWindow> Halves()
    {
        if (_phrases.Count == 1) return [];
        var middle = (_phrases[0].FirstChunk + _phrases[^1].EndChunk) / 2;
        var cut = Enumerable.Range(1, _phrases.Count - 1).MinBy(phrase => Math.Abs(_phrases[phrase].FirstChunk - middle));
        return [new SpeechWindow(Language, [.. _phrases.Take(cut)]), new SpeechWindow(Language, [.. _phrases.Skip(cut)])];
    }
}
