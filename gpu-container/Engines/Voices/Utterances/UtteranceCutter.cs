namespace Avatar.Engines.Voices.Utterances;

/// <summary>What somebody says between two pauses, with a short margin, as it was cut out of a recording.</summary>
/// <param name="StartChunk">Where it begins, in chunks of <see cref="VoiceActivity.ChunkSamples"/> from the recording's start.</param>
/// <param name="Samples">At 16 kHz, whole chunks.</param>
/// <param name="Spoken">Which of its chunks are speech or close to it.</param>
/// <param name="NoisePower">The mean square of the quietest moments in and around it.</param>
internal sealed record CutUtterance(int StartChunk, float[] Samples, bool[] Spoken, double NoisePower);

/// <summary>Cuts a recording at its pauses while it streams by. Not thread-safe.</summary>
/// <param name="activity">Finds the speech.</param>
internal sealed class UtteranceCutter(VoiceActivity activity)
{
    /// <summary>No utterance is longer than this many chunks, 15 s; a longer one is cut where speech is least likely.</summary>
    public const int MostChunks = 468;

    // Hysteresis, so that speech does not flicker. Chunks last 32 ms.
    private const float Begins = 0.5f;
    private const float GoesOn = 0.35f;

    private const int MarginChunks = 2;
    private const int BeforeChunks = 16;
    private const int QuietestShare = 20;

    private readonly VoiceActivity.Listener _listener = activity.Listen();
    private readonly List<Chunk> _chunks = [];
    private int _firstChunk;
    private int _spoken;
    private int _quiet;

    private readonly record struct Chunk(float[] Samples, float Probability, double Power);

    /// <summary>Listens to the next chunk; the utterance that ends with it, if one does.</summary>
    /// <param name="samples"><see cref="VoiceActivity.ChunkSamples"/> at 16 kHz.</param>
    public CutUtterance? Next(ReadOnlySpan<float> samples)
    {
        _chunks.Add(new Chunk(samples.ToArray(), _listener.Next(samples), Sound.Power(samples)));
        Count(_chunks[^1]);
        if (_spoken == 0)
        {
            Forget(_chunks.Count - BeforeChunks);
            return null;
        }

        if (_quiet >= PauseChunks) return Cut(_chunks.Count);
        return _chunks.Count >= MostChunks ? Cut(WeakestChunk()) : null;
    }

    /// <summary>The utterance that the end of the recording cut off, if there is one.</summary>
    public CutUtterance? End() => _spoken == 0 ? null : Cut(_chunks.Count);

    /// <summary>How long a pause ends it: the more was said the shorter, so that neither single words nor long speeches come of it.</summary>
    private int PauseChunks => _spoken switch { < 62 => 24, < 156 => 10, _ => 5 };

    private bool IsSpoken(Chunk chunk) => chunk.Probability >= (_spoken > 0 && _quiet == 0 ? GoesOn : Begins);

    private void Count(Chunk chunk)
    {
        if (IsSpoken(chunk)) (_spoken, _quiet) = (_spoken + 1, 0);
        else if (_spoken > 0) _quiet++;
    }

    private int WeakestChunk()
    {
        var from = _chunks.Count * 2 / 3;
        return Enumerable.Range(from, _chunks.Count - from).MinBy(i => _chunks[i].Probability) + 1;
    }

    /// <summary>Makes an utterance of the first chunks, and counts the rest anew.</summary>
    private CutUtterance Cut(int count)
    {
        var kept = SpeechOnly.Chunks([.. _chunks.Take(count).Select(chunk => chunk.Probability)]);
        var powers = _chunks.Take(count).Select(chunk => chunk.Power).Order().ToList();
        var first = Math.Max(0, Array.IndexOf(kept, true) - MarginChunks);
        var end = Math.Min(count, Array.LastIndexOf(kept, true) + 1 + MarginChunks);
        var utterance = new CutUtterance(
            _firstChunk + first, [.. _chunks.Take(first..end).SelectMany(chunk => chunk.Samples)], kept[first..end], powers[powers.Count / QuietestShare]);
        // What was quiet stays, as what comes before the next one.
        Forget(count == _chunks.Count ? count - Math.Min(_quiet, BeforeChunks) : count);
        (_spoken, _quiet) = (0, 0);
        foreach (var chunk in _chunks) Count(chunk);
        return utterance;
    }

    private void Forget(int count)
    {
        if (count <= 0) return;
        _chunks.RemoveRange(0, count);
        _firstChunk += count;
    }
}
