using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Avatar.Core.Errors;

namespace Avatar.Engines.Speech.Chatterbox;

/// <summary>What the model makes of a recording.</summary>
/// <param name="Features">What the language model reads before the text, [n, 1024].</param>
/// <param name="Tokens">The recording as speech tokens.</param>
/// <param name="Speaker">The speaker's embedding, 192 values.</param>
/// <param name="Mel">The recording as mel frames, two for each token, [n, 80].</param>
internal sealed record ChatterboxVoice(float[] Features, long[] Tokens, float[] Speaker, float[] Mel)
{
    /// <summary>Values of a row of <see cref="Features"/>, and of the embedding of a token.</summary>
    public const int FeatureLength = 1024;

    /// <summary>Values of <see cref="Speaker"/>.</summary>
    public const int SpeakerLength = 192;

    /// <summary>Values of a frame of <see cref="Mel"/>.</summary>
    public const int MelBands = 80;

    private const int HeaderBytes = 4 * sizeof(int);
    private const int MostRows = 1024;

    // "CBX" and a version.
    private const int Magic = 0x01584243;

    /// <summary>The voice as bytes: a magic number, the rows of features, tokens and mel frames, then the values, all little-endian.</summary>
    public byte[] Pack()
    {
        var header = new byte[HeaderBytes];
        BinaryPrimitives.WriteInt32LittleEndian(header, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4), Features.Length / FeatureLength);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(8), Tokens.Length);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(12), Mel.Length / MelBands);
        return [.. header, .. Bytes(Features), .. Bytes(Tokens), .. Bytes(Speaker), .. Bytes(Mel)];
    }

    /// <summary>Reads what <see cref="Pack"/> gave; it may come from another machine.</summary>
    /// <exception cref="RenderFailedException">It is damaged, or of another version or model.</exception>
    public static ChatterboxVoice Read(ReadOnlySpan<byte> data)
    {
        if (data.Length < HeaderBytes || BinaryPrimitives.ReadInt32LittleEndian(data) != Magic)
            throw new RenderFailedException("The voice is not of this version of chatterbox: remove it with './avatar voices remove' and add it again.");
        var (rows, tokens, frames) = (Rows(data, 1), Rows(data, 2), Rows(data, 3));
        // Of so few rows that no sum overflows.
        if (rows < 0 || tokens < 0 || frames < 0 || data.Length != HeaderBytes + sizeof(float) * (rows * FeatureLength + SpeakerLength + frames * MelBands) + sizeof(long) * tokens)
            throw Damaged();

        var rest = data[HeaderBytes..];
        var voice = new ChatterboxVoice(
            Take<float>(ref rest, rows * FeatureLength), Take<long>(ref rest, tokens), Take<float>(ref rest, SpeakerLength), Take<float>(ref rest, frames * MelBands));
        return voice.Tokens.All(token => token is >= 0 and < SpeechTokens.Count) && voice.Floats.All(float.IsFinite) ? voice : throw Damaged();
    }

    private IEnumerable<float> Floats => [.. Features, .. Speaker, .. Mel];

    private static RenderFailedException Damaged() => new("The data of the voice is damaged: remove it with './avatar voices remove' and add it again.");

    private static int Rows(ReadOnlySpan<byte> data, int field) =>
        BinaryPrimitives.ReadInt32LittleEndian(data[(field * sizeof(int))..]) is > 0 and <= MostRows and var rows ? rows : -1;

    private static ReadOnlySpan<byte> Bytes<T>(T[] values)
        where T : struct => MemoryMarshal.AsBytes<T>(values);

    private static T[] Take<T>(ref ReadOnlySpan<byte> data, int count)
        where T : struct
    {
        var values = new T[count];
        var target = MemoryMarshal.AsBytes(values.AsSpan());
        data[..target.Length].CopyTo(target);
        data = data[target.Length..];
        return values;
    }
}
