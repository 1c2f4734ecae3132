using Avatar.Core.Languages;
using Avatar.Core.Speech;

namespace Avatar.Engines.Speech.Espeak;

/// <summary>A voice of eSpeak on offer.</summary>
/// <param name="Name">The name to ask for: the accent, with <c>+f3</c> for a woman's voice.</param>
/// <param name="Language">Its language.</param>
/// <param name="Accent">eSpeak's name of the accent.</param>
/// <param name="Variant">eSpeak's variant of the voice: "" or "+f3".</param>
internal sealed record EspeakVoice(string Name, Language Language, string Accent, string Variant)
{
    private const string Woman = "+f3";

    // eSpeak 1.51 reads hanzi wrongly in its voice cmn, and pinyin rightly in this one; British English goes by the name en.
    private static readonly (string Name, Language Language, string Accent)[] Accents =
    [
        ("en-us", Language.English, "en-us"),
        ("en-gb", Language.English, "en"),
        ("es", Language.Spanish, "es"),
        ("es-419", Language.Spanish, "es-419"),
        ("cmn", Language.Mandarin, "cmn-latn-pinyin"),
    ];

    /// <summary>Every voice.</summary>
    public static IReadOnlyList<EspeakVoice> All { get; } =
    [
        .. Accents.SelectMany(accent => new[] { "", Woman }.Select(variant =>
            new EspeakVoice(accent.Name + variant, accent.Language, accent.Accent, variant))),
    ];

    /// <summary>The voice of a language when none is asked for.</summary>
    public static string Default(Language language) => language switch
    {
        Language.Mandarin => "cmn" + Woman,
        Language.Spanish => "es" + Woman,
        _ => "en-us",
    };

    /// <summary>As it is listed.</summary>
    public VoiceInfo Info => new(Name, Language, Variant.Length > 0 ? "female" : "male");

    /// <summary>What eSpeak calls this voice when it says a text in <paramref name="language"/>, its own or another.</summary>
    public string For(Language language) =>
        (language == Language ? Accent : Accents.First(accent => accent.Language == language).Accent) + Variant;
}
