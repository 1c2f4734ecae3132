using Avatar.Core.Languages;
using Avatar.Core.Recognition;
using Avatar.Core.Speech;
using Avatar.Engines.Voices;

namespace Avatar.Engines.Recognition.Whisper;

/// <summary>A window that the encoder has listened to.</summary>
internal sealed record HeardWindow(SpeechWindow Window, HeardSound Sound) : IDisposable
{
    // With a second of silence or none after the speech the model doesn't find its end, and repeats itself.
    private const double SilenceSeconds = 4;

    /// <summary>Listens to a window.</summary>
    public static HeardWindow Hear(WhisperModel model, SpeechWindow window, CancellationToken cancellationToken) =>
        new(window, HeardSound.Hear(model, window.Samples, SilenceSeconds, cancellationToken));

    /// <inheritdoc/>
    public void Dispose() => Sound.Dispose();
}

/// <summary>Writes down windows, and looks whether what it wrote can be true.</summary>
internal sealed class WindowWriter(WhisperModel model, WhisperVocabulary vocabulary)
{
    // The values of the reference code: a window that is likely silent, and of whose text the model is not sure, is left out.
    private const double SilentProbability = 0.6;
    private const double UnsureLogProbability = -1;

    // No word takes so long.
    private const int HoleChunks = (int)(2.5 / VoiceActivity.ChunkSeconds);

    /// <summary>Writes down a window. Where the text repeats itself or leaves out some of the speech, it is written anew in two halves.</summary>
    /// <param name="heard">The window.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public IReadOnlyList<TranscriptSegment> Write(HeardWindow heard, CancellationToken cancellationToken)
    {
        var (window, language) = (heard.Window, heard.Window.Language);
        var (_, silence) = heard.Sound.Judge(cancellationToken);
        var written = WriteOrRetry(heard, cancellationToken);
        if (silence > SilentProbability && written.MeanLogProbability < UnsureLogProbability) return [];
        var words = WrittenWords.Of(vocabulary, written.Tokens);
        if (language == Language.Mandarin) words = words with { Text = MandarinText.Tidy(words.Text) };
        var marks = WordTimes.Of(window, written.Attention, words);
        if ((written.Loops || HasHole(window, marks)) && window.Halves() is { Count: > 0 } halves)
            return [.. halves.SelectMany(half => HearAndWrite(half, cancellationToken))];
        return [.. TranscriptSentences.Cut(language, words.Text, marks)];
    }

    private IReadOnlyList<TranscriptSegment> HearAndWrite(SpeechWindow window, CancellationToken cancellationToken)
    {
        using var heard = HeardWindow.Hear(model, window, cancellationToken);
        return Write(heard, cancellationToken);
    }

    /// <summary>Writes; a text that repeats itself once more from the 30 s that the model was trained with.</summary>
    private WrittenText WriteOrRetry(HeardWindow heard, CancellationToken cancellationToken)
    {
        var prompt = WhisperPrompt.Of(heard.Window.Language);
        var written = GreedyWriter.Write(model, heard.Sound, prompt, cancellationToken);
        if (!written.Loops || heard.Sound.IsFull) return written;
        using var full = HeardSound.Hear(model, heard.Window.Samples, WhisperModel.MostSeconds, cancellationToken);
        return GreedyWriter.Write(model, full, prompt, cancellationToken);
    }

    /// <summary>Whether somebody speaks for long within a word, between two, or outside of all.</summary>
    private static bool HasHole(SpeechWindow window, IReadOnlyList<WordMark> words)
    {
        IEnumerable<double> edges = [window.StartSeconds, .. words.SelectMany(word => (double[])[word.StartSeconds, word.EndSeconds]), double.PositiveInfinity];
        var chunks = edges.Select(edge => (int)Math.Min((edge - window.StartSeconds) / VoiceActivity.ChunkSeconds, window.IsSpoken.Length)).ToList();
        return chunks.Zip(chunks.Skip(1)).Any(range => window.IsSpoken.AsSpan(range.First, range.Second - range.First).Count(true) >= HoleChunks);
    }
}
