using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Avatar.Core.Languages;
using Avatar.Core.Recognition;
using Avatar.Engines.Audio;
using Avatar.Engines.Onnx;
using Avatar.Engines.Voices;

namespace Avatar.Engines.Recognition.Whisper;

/// <summary>
/// Writes down speech with Whisper base. While one window is being written down the next is being listened to, so a long recording takes two cores.
/// </summary>
/// <param name="device">Where the model runs.</param>
public sealed class WhisperTranscriber(Device device = Device.Cpu) : ITranscriber
{
    private const int PieceSamples = 1 << 16;
    private const double DetectionSeconds = 60;

    private readonly LoadingModel<WhisperEars> _ears = new(() => WhisperEars.Load(device));

    /// <inheritdoc/>
    public string Name => "whisper";

    /// <inheritdoc/>
    public string Version => "Whisper base";

    /// <inheritdoc/>
    public int SampleRateHz => LogMel.SampleRateHz;

    /// <summary>The model, loaded at the first call; it lives as long as the transcriber.</summary>
    internal async Task<WhisperModel> ModelAsync() => (await _ears.Loaded.ConfigureAwait(false)).Model;

    /// <inheritdoc/>
    public async IAsyncEnumerable<TranscriptSegment> TranscribeAsync(
        IAsyncEnumerable<float[]> recording, Language? language, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var pieces = recording.GetAsyncEnumerator(cancellationToken);
        // What can't be read fails here, before the models are loaded.
        if (!await pieces.MoveNextAsync().ConfigureAwait(false)) yield break;
        var ears = await _ears.Loaded.WaitAsync(cancellationToken).ConfigureAwait(false);
        var writer = new WindowWriter(ears.Model, ears.Vocabulary);
        var heard = Channel.CreateBounded<HeardWindow>(1);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var listening = Task.Run(() => ears.ListenAsync(RestAsync(pieces), language, heard.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var window in heard.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
                using (window)
                    foreach (var segment in await Task.Run(() => writer.Write(window, cancellationToken), cancellationToken).ConfigureAwait(false))
                        yield return segment;
        }
        finally
        {
            // Whoever reads may stop early.
            await stop.CancelAsync().ConfigureAwait(false);
            await listening.ConfigureAwait(false);
            while (heard.Reader.TryRead(out var window)) window.Dispose();
        }
    }

    /// <inheritdoc/>
    public async Task<Transcript> TranscribeAsync(ReadOnlyMemory<float> samples, int sampleRateHz, Language? language, CancellationToken cancellationToken)
    {
        var segments = new List<TranscriptSegment>();
        await foreach (var segment in TranscribeAsync(PiecesAsync(samples, sampleRateHz), language, cancellationToken).ConfigureAwait(false))
            segments.Add(segment);
        return new Transcript(segments);
    }

    /// <inheritdoc/>
    public async Task<LanguageProbabilities?> DetectLanguageAsync(ReadOnlyMemory<float> samples, int sampleRateHz, CancellationToken cancellationToken)
    {
        var ears = await _ears.Loaded.WaitAsync(cancellationToken).ConfigureAwait(false);
        var (sum, seconds) = (new LanguageProbabilities(0, 0, 0), 0.0);
        await foreach (var phrase in new PhraseCutter(ears.Activity).CutAsync(PiecesAsync(samples, sampleRateHz), cancellationToken).ConfigureAwait(false))
        {
            var heard = ears.Languages(phrase, cancellationToken);
            var weight = phrase.IsSpoken.Count(spoken => spoken) * VoiceActivity.ChunkSeconds;
            sum = new LanguageProbabilities(sum.English + weight * heard.English, sum.Mandarin + weight * heard.Mandarin, sum.Spanish + weight * heard.Spanish);
            seconds += weight;
            if (seconds >= DetectionSeconds) break;
        }

        return seconds == 0 ? null : new LanguageProbabilities(sum.English / seconds, sum.Mandarin / seconds, sum.Spanish / seconds);
    }

    /// <inheritdoc/>
    public void Dispose() => _ears.Dispose();

    private static async IAsyncEnumerable<float[]> RestAsync(IAsyncEnumerator<float[]> started)
    {
        do yield return started.Current;
        while (await started.MoveNextAsync().ConfigureAwait(false));
    }

    /// <summary>A recording at the rate that is listened at, away from the caller's thread.</summary>
    private static async IAsyncEnumerable<float[]> PiecesAsync(ReadOnlyMemory<float> samples, int sampleRateHz)
    {
        if (sampleRateHz != LogMel.SampleRateHz)
            samples = await Task.Run(() => new Resampler(sampleRateHz, LogMel.SampleRateHz).Resample(samples.Span)).ConfigureAwait(false);
        for (var start = 0; start < samples.Length; start += PieceSamples)
            yield return samples[start..Math.Min(samples.Length, start + PieceSamples)].ToArray();
    }
}
