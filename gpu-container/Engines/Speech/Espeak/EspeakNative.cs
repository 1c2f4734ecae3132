using System.Reflection;
using System.Runtime.InteropServices;

namespace Avatar.Engines.Speech.Espeak;

/// <summary>
/// The functions of eSpeak NG's C interface that we use, with its names and values
/// (<c>speak_lib.h</c>, https://github.com/espeak-ng/espeak-ng/blob/1.51/src/include/espeak-ng/speak_lib.h).
/// None of them may run at the same time as another: go through <see cref="EspeakLibrary"/>.
/// </summary>
internal static unsafe partial class EspeakNative
{
    /// <summary>espeak_Initialize: synthesized samples go to the callback, in the caller's thread.</summary>
    public const int OutputSynchronous = 2;

    /// <summary>espeak_Initialize: phoneme events are given to the callback.</summary>
    public const int InitializePhonemeEvents = 0x0001;

    /// <summary>espeak_Initialize: phoneme events carry IPA names.</summary>
    public const int InitializePhonemeIpa = 0x0002;

    /// <summary>espeak_Initialize: return an error instead of ending the process when the data files are missing.</summary>
    public const int InitializeDontExit = 0x8000;

    /// <summary>The text is UTF-8.</summary>
    public const int CharsUtf8 = 1;

    /// <summary>espeak_TextToPhonemes: IPA; the tie character (bits 8 to 23) stands between the letters of one phoneme.</summary>
    public const int PhonemesIpaTied = 0x02 | 0x80;

    private const string Library = "espeak-ng";

    static EspeakNative() => NativeLibrary.SetDllImportResolver(typeof(EspeakNative).Assembly, Resolve);

    /// <summary>Starts the library. Returns the sample rate in Hz, or a negative number when its data is missing.</summary>
    [LibraryImport(Library, EntryPoint = "espeak_Initialize")]
    public static partial int Initialize(int output, int bufferMilliseconds, nint dataPath, int options);

    /// <summary>The version, as in "1.51".</summary>
    [LibraryImport(Library, EntryPoint = "espeak_Info")]
    public static partial byte* Info(byte** dataPath);

    /// <summary>Chooses a voice by name; 0 when it worked.</summary>
    [LibraryImport(Library, EntryPoint = "espeak_SetVoiceByName", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetVoiceByName(string name);

    /// <summary>Sets a parameter (1 rate in words a minute, 2 volume, 3 pitch, 4 range); 0 when it worked.</summary>
    [LibraryImport(Library, EntryPoint = "espeak_SetParameter")]
    public static partial int SetParameter(int parameter, int value, int relative);

    /// <summary>Translates one clause at <paramref name="text"/> and moves it past it; to null at the end of the text.</summary>
    [LibraryImport(Library, EntryPoint = "espeak_TextToPhonemes")]
    public static partial byte* TextToPhonemes(byte** text, int textMode, int phonemeMode);

    /// <summary>Sets what receives the samples and events of <see cref="Synth"/>; it returns 0 to go on, 1 to stop.</summary>
    [LibraryImport(Library, EntryPoint = "espeak_SetSynthCallback")]
    public static partial void SetSynthCallback(delegate* unmanaged[Cdecl]<short*, int, EspeakEvent*, int> callback);

    /// <summary>Says a text that ends with a zero byte, calling the callback until it has ended; 0 when it worked.</summary>
    [LibraryImport(Library, EntryPoint = "espeak_Synth")]
    public static partial int Synth(
        byte* text, nuint sizeBytes, uint position, int positionType, uint endPosition, uint flags, uint* identifier, void* userData);

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name != Library) return 0;
        string[] candidates = OperatingSystem.IsMacOS()
            ? ["libespeak-ng.1.dylib", "libespeak-ng.dylib", "/opt/homebrew/lib/libespeak-ng.dylib", "/usr/local/lib/libespeak-ng.dylib"]
            : OperatingSystem.IsWindows()
                ? ["libespeak-ng.dll", @"C:\Program Files\eSpeak NG\libespeak-ng.dll"]
                : ["libespeak-ng.so.1", "libespeak-ng.so"];
        foreach (var candidate in candidates)
            if (NativeLibrary.TryLoad(candidate, out var handle))
                return handle;
        return 0;
    }
}
