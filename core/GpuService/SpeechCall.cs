using Avatar.Core.Languages;
using Avatar.Core.Speech;

namespace Avatar.Core.GpuService;

/// <summary>The body of <c>POST /v1/speech</c>: a planned segment, or a text to be planned.</summary>
public sealed record SpeechCall
{
    /// <summary>The most characters of a text whose audio comes back as JSON; streamed audio may have up to 20,000.</summary>
    public const int MostCharacters = 1000;

    /// <summary>The speech engine's name.</summary>
    public required string Engine { get; init; }

    /// <summary>The voice; null takes the default of the text's language. It says nothing where <see cref="ClonedVoice"/> does.</summary>
    public string? Voice { get; init; }

    /// <summary>The cloned voice to speak with, or null.</summary>
    public CloneData? ClonedVoice { get; init; }

    /// <summary>0.5 (half as fast) to 2.0.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>What to say, planned; null where <see cref="Text"/> is given.</summary>
    public SpeechSegment? Segment { get; init; }

    /// <summary>What to say; null where <see cref="Segment"/> is given.</summary>
    public string? Text { get; init; }

    /// <summary>The language of <see cref="Text"/>: auto, en, zh or es.</summary>
    public string Language { get; init; } = LanguageCode.Auto;
}

/// <summary>A cloned voice as its engine needs it.</summary>
/// <param name="Id">SHA-256 of <paramref name="Data"/>, in hex.</param>
/// <param name="Data">The engine's data, in base64.</param>
public sealed record CloneData(string Id, byte[] Data);

/// <summary>What was said, segment by segment.</summary>
public sealed record SpeechAnswer(IReadOnlyList<SaidSegment> Segments);

/// <summary>A segment's speech.</summary>
/// <param name="Segment">What was said.</param>
/// <param name="SampleRateHz">Samples per second.</param>
/// <param name="Samples">Mono, 32-bit float little-endian, in base64.</param>
/// <param name="Marks">What is said when.</param>
/// <param name="Prosody">Pitch and loudness.</param>
public sealed record SaidSegment(SpeechSegment Segment, int SampleRateHz, byte[] Samples, SpeechMarks Marks, ProsodyTrack Prosody);
