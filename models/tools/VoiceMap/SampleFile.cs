using System.Runtime.InteropServices;
using Avatar.Engines.Voices;
using Avatar.Engines.Voices.Cloning.Search;

namespace Avatar.VoiceMapTool;

/// <summary>How a point sounded once.</summary>
/// <param name="Point">The values of the point, with the pitch that was spoken.</param>
/// <param name="Embedding">The embedding of what was heard.</param>
internal sealed record Sample(float[] Point, float[] Embedding);

/// <summary>Samples, one after the other: the values of the point and the embedding, float32 little-endian.</summary>
internal static class SampleFile
{
    private const int Length = VoicePoint.Dimensions + SpeakerEncoder.EmbeddingLength;

    /// <summary>Reads all samples.</summary>
    public static IReadOnlyList<Sample> Read(string path)
    {
        var values = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(path)).ToArray();
        return [.. Enumerable.Range(0, values.Length / Length).Select(i => new Sample(
            values[(i * Length)..(i * Length + VoicePoint.Dimensions)], values[(i * Length + VoicePoint.Dimensions)..((i + 1) * Length)]))];
    }

    /// <summary>Appends samples in one write.</summary>
    public static void Append(Stream file, IEnumerable<Sample> samples)
    {
        float[] values = [.. samples.SelectMany(sample => sample.Point.Concat(sample.Embedding))];
        lock (file) file.Write(MemoryMarshal.AsBytes(values.AsSpan()));
    }
}
