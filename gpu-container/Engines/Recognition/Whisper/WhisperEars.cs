using System.Threading.Channels;
using Avatar.Core.Languages;
using Avatar.Core.Recognition;
using Avatar.Engines.Onnx;
using Avatar.Engines.Voices;

namespace Avatar.Engines.Recognition.Whisper;

/// <summary>The models that listen and write, loaded together. Thread-safe.</summary>
internal sealed class WhisperEars : IDisposable
{
    // A phrase is short: more of the pauses around it would be most of what is heard.
    private const double PauseSeconds = 0.3;
    private const int PauseChunks = (int)(PauseSeconds / VoiceActivity.ChunkSeconds);

    private WhisperEars(VoiceActivity activity, WhisperModel model, WhisperVocabulary vocabulary) =>
        (Activity, Model, Vocabulary) = (activity, model, vocabulary);

    /// <summary>Finds speech.</summary>
    public VoiceActivity Activity { get; }

    /// <summary>Listens and writes.</summary>
    public WhisperModel Model { get; }

    /// <summary>The text of what it writes.</summary>
    public WhisperVocabulary Vocabulary { get; }

    /// <summary>Loads everything: 1.1 s of one core, 0.2 GB.</summary>
    /// <param name="device">Where Whisper listens and writes.</param>
    public static WhisperEars Load(Device device)
    {
        var (vocabulary, activity) = (WhisperVocabulary.Load(), new VoiceActivity());
        try
        {
            return new WhisperEars(activity, WhisperModel.Load(device), vocabulary);
        }
        catch
        {
            activity.Dispose();
            throw;
        }
    }

    /// <summary>Tells the language of a phrase by itself.</summary>
    public LanguageProbabilities Languages(Phrase phrase, CancellationToken cancellationToken)
    {
        using var heard = HeardSound.Hear(Model, phrase.WithPause(PauseChunks).Samples, PauseSeconds, cancellationToken);
        return heard.Judge(cancellationToken).Languages;
    }

    /// <summary>Listens to a recording, window by window; what goes wrong comes out where the windows are read.</summary>
    /// <param name="recording">Mono samples at 16 kHz, in pieces of any length.</param>
    /// <param name="language">The language spoken, or null to detect it.</param>
    /// <param name="heard">Takes the windows.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task ListenAsync(
        IAsyncEnumerable<float[]> recording, Language? language, ChannelWriter<HeardWindow> heard, CancellationToken cancellationToken)
    {
        var tracker = new LanguageTracker();
        try
        {
            var phrases = new PhraseCutter(Activity).CutAsync(recording, cancellationToken);
            await foreach (var window in WindowJoiner.JoinAsync(phrases, LanguagesOf, cancellationToken).ConfigureAwait(false))
            {
                var next = HeardWindow.Hear(Model, window, cancellationToken);
                try
                {
                    await heard.WriteAsync(next, cancellationToken).ConfigureAwait(false);
                }
                catch
                {
                    next.Dispose();
                    throw;
                }
            }

            heard.Complete();
        }
#pragma warning disable CA1031 // Whatever it is, the reader throws it again.
        catch (Exception error)
#pragma warning restore CA1031
        {
            heard.Complete(error);
        }

        IReadOnlyList<Language> LanguagesOf(IReadOnlyList<Phrase> phrases) => language is { } known
            ? [.. Enumerable.Repeat(known, phrases.Count)]
            : tracker.Next([.. phrases.Select(phrase => Languages(phrase, cancellationToken))]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Activity.Dispose();
        Model.Dispose();
    }
}
