using System.Runtime.InteropServices;
using System.Text;
using Avatar.Core.Errors;

namespace Avatar.Engines.Speech.Espeak;

/// <summary>
/// The eSpeak NG library of this machine, started once a process. It keeps global state, so whatever uses it, here or through
/// <see cref="EspeakNative"/>, holds <see cref="Lock"/> from choosing the voice until it is done.
/// </summary>
internal static unsafe class EspeakLibrary
{
    /// <summary>The character between the letters of one phoneme in <see cref="ToIpa"/>: <c>t^ʃ</c>.</summary>
    public const char Tie = '^';

    private static string? _voice;
    private static int _sampleRateHz;

    /// <summary>Held by who uses the library. It may be entered again by its holder.</summary>
    public static Lock Lock { get; } = new();

    /// <summary>The sample rate of synthesized audio; 22050 in all voices.</summary>
    /// <exception cref="RenderFailedException">The library is not installed.</exception>
    public static int SampleRateHz
    {
        get
        {
            lock (Lock)
            {
                Start();
                return _sampleRateHz;
            }
        }
    }

    /// <summary>The library's version, as in "1.51".</summary>
    /// <exception cref="RenderFailedException">The library is not installed.</exception>
    public static string Version
    {
        get
        {
            lock (Lock)
            {
                Start();
                return Marshal.PtrToStringUTF8((nint)EspeakNative.Info(null)) ?? "";
            }
        }
    }

    /// <summary>Chooses the voice of what follows under the same hold of <see cref="Lock"/>.</summary>
    /// <param name="voice">A voice or language of eSpeak: <c>en-us</c>, <c>es</c>, <c>cmn</c>, also with a variant: <c>en-us+f3</c>.</param>
    /// <exception cref="RenderFailedException">The library or the voice is not installed.</exception>
    public static void UseVoice(string voice)
    {
        lock (Lock)
        {
            Start();
            if (_voice == voice) return;
            if (EspeakNative.SetVoiceByName(voice) != 0)
            {
                _voice = null;
                throw new RenderFailedException($"eSpeak NG has no voice '{voice}': reinstall espeak-ng with its data (espeak-ng-data).");
            }

            _voice = voice;
        }
    }

    /// <summary>Reads a text as IPA with stress marks; a space between words, <see cref="Tie"/> within a phoneme of several letters.</summary>
    /// <param name="voice">As in <see cref="UseVoice"/>.</param>
    /// <param name="text">The text; characters up to a zero character are read.</param>
    /// <exception cref="RenderFailedException">The library or the voice is not installed.</exception>
    public static string ToIpa(string voice, string text)
    {
        var utf8 = new byte[Encoding.UTF8.GetMaxByteCount(text.Length) + 1];
        utf8[Encoding.UTF8.GetBytes(text, utf8)] = 0;
        var ipa = new StringBuilder();
        lock (Lock)
        {
            UseVoice(voice);
            fixed (byte* start = utf8)
            {
                var rest = start;
                while (rest is not null)
                {
                    var clause = EspeakNative.TextToPhonemes(&rest, EspeakNative.CharsUtf8, EspeakNative.PhonemesIpaTied | Tie << 8);
                    if (ipa.Length > 0) ipa.Append(' ');
                    ipa.Append(Marshal.PtrToStringUTF8((nint)clause));
                }
            }
        }

        return ipa.ToString().Trim();
    }

    private static void Start()
    {
        if (_sampleRateHz > 0) return;
        int sampleRateHz;
        try
        {
            sampleRateHz = EspeakNative.Initialize(
                EspeakNative.OutputSynchronous,
                0,
                0,
                EspeakNative.InitializePhonemeEvents | EspeakNative.InitializePhonemeIpa | EspeakNative.InitializeDontExit);
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
        {
            throw new RenderFailedException(
                "The eSpeak NG library is missing: install espeak-ng (apt install libespeak-ng1, brew install espeak-ng).", exception);
        }

        if (sampleRateHz <= 0)
            throw new RenderFailedException("eSpeak NG does not find its data: install espeak-ng-data, or set ESPEAK_DATA_PATH to its folder.");
        _sampleRateHz = sampleRateHz;
    }
}
