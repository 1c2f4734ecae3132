using Avatar.Core.Installation;
using Avatar.Core.Languages;
using Avatar.Core.Speech;

namespace Avatar.Engines.Speech.Kokoro;

/// <summary>
/// The voices of Kokoro: <c>models/speech/voices/*.f16</c>, each float16 little-endian [510,256], one style for every number of tokens.
/// The first letter of a name is the language it was trained on, the second the speaker's sex.
/// </summary>
internal sealed class KokoroVoices
{
    /// <summary>The length of a style: 128 values of timbre, 128 of prosody.</summary>
    public const int StyleLength = 256;

    /// <summary>How many of them are timbre.</summary>
    public const int TimbreLength = StyleLength / 2;

    /// <summary>The most tokens that a voice has a style for.</summary>
    public const int MostTokens = 510;

    private const int TypicalTokens = 40;
    private const int RowBytes = StyleLength * sizeof(ushort);

    private readonly string _folder = ProductFiles.Model("speech", "voices");

    /// <summary>Lists the voices.</summary>
    public KokoroVoices() =>
        All =
        [
            .. Directory.EnumerateFiles(_folder, "*.f16")
                .Select(file => Path.GetFileNameWithoutExtension(file))
                .Where(name => name.Length > 2)
                .Order(StringComparer.Ordinal)
                .Select(name => new VoiceInfo(name, LanguageOf(name[0]), name[1] == 'f' ? "female" : "male")),
        ];

    /// <summary>Every voice, by name.</summary>
    public IReadOnlyList<VoiceInfo> All { get; }

    /// <summary>The voice of a language when none is asked for.</summary>
    public static string Default(Language language) => language switch
    {
        Language.Mandarin => "zf_xiaoxiao",
        Language.Spanish => "ef_dora",
        _ => "am_michael",
    };

    /// <summary>The style of a mix for a text of <paramref name="tokens"/> tokens (1 to <see cref="MostTokens"/>).</summary>
    public float[] Style(VoiceMix mix, int tokens)
    {
        var style = new float[StyleLength];
        Span<byte> row = stackalloc byte[RowBytes];
        foreach (var (name, weight) in mix.Parts)
        {
            using var file = File.OpenHandle(Path.Combine(_folder, name + ".f16"));
            if (RandomAccess.Read(file, row, (tokens - 1L) * RowBytes) != RowBytes)
                throw new InvalidDataException($"{Path.Combine(_folder, name + ".f16")} is not a voice of {MostTokens} styles.");
            for (var i = 0; i < style.Length; i++)
                style[i] += (float)weight * (float)BitConverter.ToHalf(row[(i * sizeof(ushort))..]);
        }

        return style;
    }

    /// <summary>The timbre half of a voice's style for a text of usual length; it hardly depends on the length.</summary>
    public float[] TypicalTimbre(string voice) => Style(VoiceMix.Of(voice), TypicalTokens)[..TimbreLength];

    private static Language LanguageOf(char letter) => letter switch
    {
        'e' => Language.Spanish,
        'z' => Language.Mandarin,
        _ => Language.English,
    };
}
