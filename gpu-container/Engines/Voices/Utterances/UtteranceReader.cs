using Avatar.Core.Errors;
using Avatar.Core.Media;

namespace Avatar.Engines.Voices.Utterances;

/// <summary>Reads utterances out of a recording again, at the rate that voices are kept at.</summary>
internal static class UtteranceReader
{
    /// <summary>The sample rate.</summary>
    public const int SampleRateHz = 24000;

    /// <summary>The samples of a chunk at that rate.</summary>
    public const int ChunkSamples = VoiceActivity.ChunkSamples * SampleRateHz / VoiceActivity.SampleRateHz;

    /// <summary>The samples of each utterance.</summary>
    /// <param name="file">The recording.</param>
    /// <param name="utterances">Utterances of it.</param>
    /// <param name="limit">How much of it is read.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="InvalidInputException">It can't be read any more.</exception>
    public static async Task<IReadOnlyList<float[]>> ReadAsync(
        string file, IReadOnlyList<Utterance> utterances, RecordingLimit limit, CancellationToken cancellationToken)
    {
        var pieces = utterances.Select(utterance => (Start: utterance.StartChunk * ChunkSamples, Samples: new float[utterance.Spoken.Length * ChunkSamples])).ToList();
        var end = pieces.Select(piece => piece.Start + piece.Samples.Length).DefaultIfEmpty(0).Max();
        var position = 0;
        await foreach (var samples in RecordingReader.StreamAsync(file, SampleRateHz, limit, cancellationToken))
        {
            foreach (var (start, piece) in pieces)
            {
                var from = Math.Max(start, position);
                var count = Math.Min(start + piece.Length, position + samples.Length) - from;
                if (count > 0) samples.AsSpan(from - position, count).CopyTo(piece.AsSpan(from - start));
            }

            position += samples.Length;
            if (position >= end) break;
        }

        return [.. pieces.Select(piece => piece.Samples)];
    }
}
