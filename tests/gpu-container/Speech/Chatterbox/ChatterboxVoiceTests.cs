using System.Buffers.Binary;
using Avatar.Core.Errors;
using Avatar.Engines.Speech.Chatterbox;
using CsCheck;

namespace Avatar.Tests.Speech.Chatterbox;

public sealed class ChatterboxVoiceTests
{
    private static readonly Gen<ChatterboxVoice> Voices = Gen.Select(Gen.Int[1, 3], Gen.Int[1, 5], Gen.Int[1, 10], Gen.Float[-10, 10], (rows, tokens, frames, value) => new ChatterboxVoice(
        Values(rows * 1024, value), [.. Enumerable.Range(0, tokens).Select(i => 6560L - i)], Values(192, value + 1), Values(frames * 80, value + 2)));

    [Fact]
    public void A_voice_is_read_as_it_was_packed() => Voices.Sample(voice =>
    {
        var read = ChatterboxVoice.Read(voice.Pack());
        Assert.Equal(voice.Features, read.Features);
        Assert.Equal(voice.Tokens, read.Tokens);
        Assert.Equal(voice.Speaker, read.Speaker);
        Assert.Equal(voice.Mel, read.Mel);
    });

    [Fact]
    public void The_bytes_are_a_header_and_the_values()
    {
        var bytes = new ChatterboxVoice(Values(1024, 1), [258], Values(192, 2), Values(2 * 80, 3)).Pack();
        Assert.Equal([(byte)'C', (byte)'B', (byte)'X', 1, 1, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0], bytes[..16]);
        Assert.Equal(16 + 4 * 1024 + 8 + 4 * 192 + 4 * 160, bytes.Length);
        Assert.Equal([2, 1, 0, 0, 0, 0, 0, 0], bytes[(16 + 4096)..(16 + 4096 + 8)]);
    }

    [Fact]
    public void A_voice_of_ten_seconds_may_go_to_other_machines() =>
        Assert.InRange(new ChatterboxVoice(new float[40 * 1024], new long[250], new float[192], new float[500 * 80]).Pack().Length, 1, 1 << 20);

    [Fact]
    public void What_is_cut_short_or_longer_is_damaged() => Gen.Select(Voices, Gen.Int[-20000, 100]).Where(t => t.Item2 != 0).Sample((voice, change) =>
    {
        var bytes = voice.Pack();
        Array.Resize(ref bytes, Math.Max(16, bytes.Length + change));
        Assert.Contains("damaged", Fails(bytes), StringComparison.Ordinal);
    });

    [Theory]
    [InlineData(4, int.MaxValue)]
    [InlineData(4, -1)]
    [InlineData(8, 0)]
    [InlineData(8, int.MinValue)]
    [InlineData(12, 1 << 24)]
    [InlineData(16, 0x7F800000)]
    [InlineData(16 + 4096, 6561)]
    [InlineData(16 + 4096 + 4, -1)]
    public void Lengths_and_values_that_can_not_be_are_damage(int place, int value)
    {
        var bytes = new ChatterboxVoice(Values(1024, 1), [5], Values(192, 2), Values(80, 3)).Pack();
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(place), value);
        Assert.Contains("The data of the voice is damaged", Fails(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void Other_data_is_of_another_version() => Gen.Byte.Array[0, 40].Sample(bytes => Assert.Contains("not of this version of chatterbox", Fails(bytes), StringComparison.Ordinal));

    private static float[] Values(int count, float value)
    {
        var values = new float[count];
        Array.Fill(values, value);
        return values;
    }

    private static string Fails(byte[] bytes) => Assert.Throws<RenderFailedException>(() => ChatterboxVoice.Read(bytes)).Message;
}
