using System.Runtime.InteropServices;
using Avatar.Core.Errors;
using Avatar.Engines.Speech.Xtts;

namespace Avatar.Tests.Speech.Xtts;

public sealed class XttsVoiceTests
{
    private static readonly XttsVoice Voice = new([.. Enumerable.Range(0, 32 * 1024).Select(i => i * 0.5f)], [.. Enumerable.Range(0, 512).Select(i => -i * 0.25f)]);

    [Fact]
    public void What_is_packed_comes_out_again()
    {
        var packed = Voice.Pack();
        var (latents, speaker) = XttsVoice.Unpack(packed);
        Assert.Equal(8 + 4 * (32 * 1024 + 512), packed.Length);
        Assert.Equal(Voice.Latents, latents);
        Assert.Equal(Voice.Speaker, speaker);
    }

    [Fact]
    public void Other_lengths_marks_versions_and_what_is_no_number_are_refused()
    {
        var packed = Voice.Pack();
        foreach (var damaged in new[] { [], packed[..^1], packed[..8], [.. packed, 0], Changed(0, (byte)'x'), Changed(7, 2), Changed(11, 0x7F, 0x80), Changed(packed.Length - 1, 0x7F, 0x80) })
            Assert.StartsWith("The data of the voice for xtts is damaged", Assert.Throws<RenderFailedException>(() => XttsVoice.Unpack(damaged)).Message, StringComparison.Ordinal);

        // Of a float the two highest bytes 0x7F80 make infinity.
        byte[] Changed(int at, byte value, byte? before = null)
        {
            var changed = packed.ToArray();
            changed[at] = value;
            if (before is { } other) changed[at - 1] = other;
            return changed;
        }
    }

    [Fact]
    public void Floats_are_written_little_end_first() => Assert.Equal(0.5f, MemoryMarshal.Read<float>(Voice.Pack().AsSpan(12)));
}
