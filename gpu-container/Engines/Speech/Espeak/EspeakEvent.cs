using System.Runtime.InteropServices;
using System.Text;

namespace Avatar.Engines.Speech.Espeak;

/// <summary>The kinds of <see cref="EspeakEvent"/> (espeak_EVENT_TYPE).</summary>
internal enum EspeakEventType
{
    /// <summary>Ends a list of events.</summary>
    ListTerminated = 0,

    /// <summary>A word begins.</summary>
    Word = 1,

    /// <summary>A sentence begins.</summary>
    Sentence = 2,

    /// <summary>A mark of SSML.</summary>
    Mark = 3,

    /// <summary>An audio element of SSML.</summary>
    Play = 4,

    /// <summary>A clause or sentence ends.</summary>
    End = 5,

    /// <summary>The text has ended.</summary>
    MessageTerminated = 6,

    /// <summary>A phoneme begins.</summary>
    Phoneme = 7,

    /// <summary>Gives the sample rate.</summary>
    SampleRate = 8,
}

/// <summary>What eSpeak tells the callback of <see cref="EspeakNative.Synth"/> (espeak_EVENT, on a 64-bit machine).</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct EspeakEvent
{
    /// <summary>What it is.</summary>
    public EspeakEventType Type;

    /// <summary>The message's number.</summary>
    public uint Identifier;

    /// <summary>Where in the text it is: in characters from 1.</summary>
    public int TextPosition;

    /// <summary>The word's length in characters.</summary>
    public int Length;

    /// <summary>When it happens, in milliseconds from the start of the audio.</summary>
    public int AudioMilliseconds;

    /// <summary>The sample at which it happens.</summary>
    public int Sample;

    /// <summary>What was passed to <see cref="EspeakNative.Synth"/>.</summary>
    public void* UserData;

    /// <summary>A word's number or the sample rate, or up to 8 bytes of a phoneme's name.</summary>
    public ulong Id;

    /// <summary>The name of the phoneme that begins.</summary>
    public readonly string PhonemeName
    {
        get
        {
            var id = Id;
            var bytes = new ReadOnlySpan<byte>(&id, sizeof(ulong));
            var end = bytes.IndexOf((byte)0);
            return Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
        }
    }
}
