using Avatar.Core.Errors;
using Avatar.Core.Languages;

namespace Avatar.Core.Recognition;

/// <summary>An engine that writes down what is said. What it needs is loaded once, when it first listens. Safe to call from several threads at once.</summary>
public interface ITranscriber : IDisposable
{
    /// <summary>The engine's name.</summary>
    string Name { get; }

    /// <summary>The engine and the version of its model.</summary>
    string Version { get; }

    /// <summary>The sample rate it listens at.</summary>
    int SampleRateHz { get; }

    /// <summary>Writes down a recording that is too long to be held in memory; each sentence comes as soon as it is known.</summary>
    /// <param name="recording">Mono samples, -1..1, at <see cref="SampleRateHz"/>, in pieces of any length.</param>
    /// <param name="language">The language spoken; null to detect it, and its changes.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Sentences in order of time; none where nobody speaks.</returns>
    /// <exception cref="RenderFailedException">The model is missing, damaged or failed.</exception>
    IAsyncEnumerable<TranscriptSegment> TranscribeAsync(IAsyncEnumerable<float[]> recording, Language? language, CancellationToken cancellationToken);

    /// <summary>Writes down a recording.</summary>
    /// <param name="samples">Mono, -1..1.</param>
    /// <param name="sampleRateHz">Samples per second.</param>
    /// <param name="language">The language spoken; null to detect it, and its changes.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="RenderFailedException">The model is missing, damaged or failed.</exception>
    Task<Transcript> TranscribeAsync(ReadOnlyMemory<float> samples, int sampleRateHz, Language? language, CancellationToken cancellationToken);

    /// <summary>Tells the language of a recording from the first minute of speech in it.</summary>
    /// <param name="samples">Mono, -1..1.</param>
    /// <param name="sampleRateHz">Samples per second.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Null where nobody speaks.</returns>
    /// <exception cref="RenderFailedException">The model is missing, damaged or failed.</exception>
    Task<LanguageProbabilities?> DetectLanguageAsync(ReadOnlyMemory<float> samples, int sampleRateHz, CancellationToken cancellationToken);
}
