using System.Buffers.Binary;
using System.Text.Json.Serialization;
using Avatar.Core.Errors;

namespace Avatar.Core.Portraits.Motions;

/// <summary>
/// How a person in a clip moves the head, looks and blinks, as changes from that person's own neutral face: what drives any portrait in place of the
/// seeded motion. The mouth is not in it.
/// </summary>
/// <param name="Values">
/// <see cref="RatePerSecond"/> values a second for each <see cref="MotionChannel"/>, one channel after the other, each value a signed 16-bit integer, little endian, of which
/// 32767 is the channel's largest: no file can say more than a portrait engine can draw.
/// </param>
public sealed record MotionTemplate(byte[] Values)
{
    /// <summary>How many frames there are in a second.</summary>
    public const int RatePerSecond = 30;

    /// <summary>The shortest template in seconds.</summary>
    public const int ShortestSeconds = 1;

    /// <summary>The longest template in seconds.</summary>
    public const int LongestSeconds = 60;

    /// <summary>How many frames it has.</summary>
    [JsonIgnore]
    public int FrameCount => Values.Length / FrameBytes;

    /// <summary>The time from the first frame to the last.</summary>
    [JsonIgnore]
    public double Seconds => (FrameCount - 1.0) / RatePerSecond;

    private static int FrameBytes => sizeof(short) * MotionChannels.All.Count;

    /// <summary>Writes a template.</summary>
    /// <param name="values">The values of a channel, in its unit, one a frame; what is beyond the channel's limits becomes the limit.</param>
    public static MotionTemplate Of(Func<MotionChannel, IReadOnlyList<float>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var bytes = new List<byte>();
        Span<byte> number = stackalloc byte[sizeof(short)];
        foreach (var channel in MotionChannels.All)
            foreach (var value in values(channel))
            {
                BinaryPrimitives.WriteInt16LittleEndian(number, (short)MathF.Round(Math.Clamp(value, channel.Least(), channel.Most()) / channel.Most() * short.MaxValue));
                bytes.AddRange(number);
            }

        return new MotionTemplate([.. bytes]);
    }

    /// <summary>The values of a channel, in its unit and within its limits.</summary>
    public float[] Channel(MotionChannel channel)
    {
        var bytes = Values.AsSpan((int)channel * FrameCount * sizeof(short), FrameCount * sizeof(short));
        var values = new float[FrameCount];
        for (var i = 0; i < values.Length; i++)
            values[i] = Math.Clamp(BinaryPrimitives.ReadInt16LittleEndian(bytes[(i * sizeof(short))..]) * channel.Most() / short.MaxValue, channel.Least(), channel.Most());
        return values;
    }

    /// <summary>Refuses what no clip gives: a part of a frame, too few frames or too many.</summary>
    /// <param name="field">The request's field, for errors.</param>
    /// <exception cref="InvalidInputException">It is no template.</exception>
    public void Check(string field)
    {
        const int least = ShortestSeconds * RatePerSecond;
        const int most = LongestSeconds * RatePerSecond;
        if (Values.Length % FrameBytes != 0 || FrameCount is < least or > most)
            throw new InvalidInputException(
                field, $"A motion template of {Values.Length} bytes is none: give {FrameBytes} bytes a frame and {least} to {most} frames, as a clip's motion is read.");
    }
}
