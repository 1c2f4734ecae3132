namespace Avatar.Engines.Voices.Utterances;

/// <summary>Why an utterance is not used.</summary>
internal enum UtteranceFault
{
    /// <summary>Less than a second is spoken.</summary>
    TooShort,

    /// <summary>It was recorded too loud: its peaks are cut off.</summary>
    Clipped,

    /// <summary>Music, noise or other people are behind it.</summary>
    Noise,

    /// <summary>Hardly any of it is voiced, as in whispering.</summary>
    Whisper,

    /// <summary>The voice itself sounds bad: echo, a bad line, a strong codec.</summary>
    Distorted,

    /// <summary>Somebody else speaks in it.</summary>
    OtherVoice,

    /// <summary>It is good, and there was enough that is better.</summary>
    NotNeeded,
}

/// <summary>How faults are put to the user.</summary>
internal static class UtteranceFaults
{
    /// <summary>What is wrong, to follow a length of time.</summary>
    public static string Text(this UtteranceFault fault) => fault switch
    {
        UtteranceFault.TooShort => "shorter than a second",
        UtteranceFault.Clipped => "clipped",
        UtteranceFault.Noise => "music, noise or other people behind it",
        UtteranceFault.Whisper => "whispered, or without a clear voice",
        UtteranceFault.Distorted => "echo or distortion",
        UtteranceFault.OtherVoice => "another voice",
        UtteranceFault.NotNeeded => "good, but there is enough that is better",
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };

    /// <summary>What to do about it.</summary>
    public static string WayOut(this UtteranceFault fault) => fault switch
    {
        UtteranceFault.TooShort => "Give recordings of whole sentences.",
        UtteranceFault.Clipped => "Record at a lower level.",
        UtteranceFault.Noise => "Record in a quiet room, without music.",
        UtteranceFault.Whisper => "Speak with your full voice.",
        UtteranceFault.Distorted => "Record close to the microphone, in a room without echo.",
        UtteranceFault.OtherVoice => "Give recordings in which only the owner of the voice speaks.",
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };
}
