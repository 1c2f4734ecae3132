using System.Runtime.CompilerServices;
using Avatar.Engines.Voices;

namespace Avatar.Engines.Recognition;

/// <summary>
/// Cuts a recording into phrases while it is read: at pauses of a quarter of a second, and where somebody speaks for 28 s without one, at the longest.
/// </summary>
internal sealed class PhraseCutter(VoiceActivity activity)
{
    /// <summary>The longest phrase.</summary>
    public const int MostChunks = (int)(28 / VoiceActivity.ChunkSeconds);

    /// <summary>The most of a pause that is kept before a phrase; the rest of a longer one is left out.</summary>
    public const int MostPauseChunks = (int)(2 / VoiceActivity.ChunkSeconds);

    private const int ChunkSamples = VoiceActivity.ChunkSamples;
    private const int PauseChunks = (int)(0.25 / VoiceActivity.ChunkSeconds);

    // A voice begins at the higher value, and goes on until it falls below the lower one. Less than a tenth of a second is a click.
    private const float Spoken = 0.5f;
    private const float Silent = 0.35f;
    private const int LeastSpokenChunks = 3;

    private readonly VoiceActivity.Listener _listener = activity.Listen();
    private readonly float[] _chunk = new float[ChunkSamples];
    private readonly List<float> _samples = [];
    private readonly List<float> _speech = [];
    private int _chunkLength;
    private long _firstChunk;
    private int _silentChunks;

    /// <summary>Cuts a recording.</summary>
    /// <param name="recording">Mono samples at 16 kHz, in pieces of any length.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async IAsyncEnumerable<Phrase> CutAsync(IAsyncEnumerable<float[]> recording, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var piece in recording.WithCancellation(cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var sample in piece)
            {
                _chunk[_chunkLength++] = float.IsFinite(sample) ? Math.Clamp(sample, -1, 1) : 0;
                if (_chunkLength == ChunkSamples && Listen() is { } phrase) yield return phrase;
            }
        }

        if (_chunkLength > 0)
        {
            _chunk.AsSpan(_chunkLength).Clear();
            if (Listen() is { } phrase) yield return phrase;
        }

        if (IsSpoken()) yield return Take(_speech.Count);
    }

    /// <summary>Hears the chunk that is full now. Returns a phrase that ends there, or null.</summary>
    private Phrase? Listen()
    {
        var probability = _listener.Next(_chunk);
        _samples.AddRange(_chunk);
        _speech.Add(probability);
        _chunkLength = 0;
        _silentChunks = probability < Silent ? _silentChunks + 1 : 0;
        if (!IsSpoken())
        {
            if (_speech.Count > MostPauseChunks) Drop(_speech.Count - MostPauseChunks);
            return null;
        }

        if (_silentChunks == PauseChunks) return Take(_speech.Count - PauseChunks / 2);
        var first = _speech.FindIndex(probability => probability >= Silent);
        return _speech.Count - first < MostChunks ? null : Take(BestCut(first + MostChunks / 3));
    }

    private bool IsSpoken() => _speech.Count(probability => probability >= Spoken) >= LeastSpokenChunks;

    /// <summary>Takes the first chunks as a phrase.</summary>
    private Phrase Take(int chunks)
    {
        var phrase = new Phrase(
            _firstChunk, [.. _samples.GetRange(0, chunks * ChunkSamples)], [.. _speech.GetRange(0, chunks).Select(probability => probability >= Silent)]);
        Drop(chunks);
        return phrase;
    }

    private void Drop(int chunks)
    {
        _samples.RemoveRange(0, chunks * ChunkSamples);
        _speech.RemoveRange(0, chunks);
        _firstChunk += chunks;
    }

    /// <summary>The middle of the longest pause from a chunk on; where there is none, the chunk that is least like speech.</summary>
    private int BestCut(int from)
    {
        var (best, longest, quietest) = (0, 0, from);
        for (int chunk = from, length = 0; chunk < _speech.Count; chunk++)
        {
            if (_speech[chunk] <= _speech[quietest]) quietest = chunk;
            length = _speech[chunk] < Silent ? length + 1 : 0;
            if (length > 0 && length >= longest) (best, longest) = (chunk - length / 2, length);
        }

        return longest > 0 ? best : quietest;
    }
}
