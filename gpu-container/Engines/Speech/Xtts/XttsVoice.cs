using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Avatar.Core.Errors;

namespace Avatar.Engines.Speech.Xtts;

/// <summary>What XTTS makes of a recording.</summary>
/// <param name="Latents">What conditions the language model: [32, 1024].</param>
/// <param name="Speaker">The speaker embedding, which conditions the vocoder: 512 values.</param>
internal sealed record XttsVoice(float[] Latents, float[] Speaker)
{
    /// <summary>The rows of <see cref="Latents"/>.</summary>
    public const int LatentRows = 32;

    /// <summary>The length of <see cref="Speaker"/>.</summary>
    public const int SpeakerLength = 512;

    private const int LatentValues = LatentRows * XttsGraphs.Width;

    // The last byte is the version.
    private static ReadOnlySpan<byte> Mark => "XTTSv2\0\x01"u8;

    /// <summary>The voice as bytes: a mark, then 32-bit floats.</summary>
    public byte[] Pack() => [.. Mark, .. MemoryMarshal.AsBytes<float>(Latents), .. MemoryMarshal.AsBytes<float>(Speaker)];

    /// <summary>Reads what <see cref="Pack"/> gave.</summary>
    /// <exception cref="RenderFailedException">It is something else.</exception>
    public static XttsVoice Unpack(ReadOnlySpan<byte> data)
    {
        if (data.Length != Mark.Length + (LatentValues + SpeakerLength) * sizeof(float) || !data.StartsWith(Mark)) throw Damaged();
        var values = MemoryMarshal.Cast<byte, float>(data[Mark.Length..]);
        return TensorPrimitives.IsFiniteAll(values) ? new XttsVoice(values[..LatentValues].ToArray(), values[LatentValues..].ToArray()) : throw Damaged();
    }

    private static RenderFailedException Damaged() => new($"The data of the voice for {XttsModel.Id} is damaged or of another version: add the voice again.");
}
