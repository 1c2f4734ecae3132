using Avatar.Core.Errors;
using Avatar.Core.Speech;
using Avatar.Core.Voices;
using Avatar.Engines.Onnx;
using Avatar.Engines.Speech.Espeak;
using Avatar.Engines.Speech.Kokoro;
using Avatar.Engines.Speech.Phonemes;

namespace Avatar.Engines.Speech;

/// <summary>The speech engines by name.</summary>
public static class SpeechEngines
{
    /// <summary>The engine used when none is asked for.</summary>
    public const string Default = KokoroSynthesizer.EngineName;

    /// <summary>The names of all engines.</summary>
    public static IReadOnlyList<string> Names { get; } = [KokoroSynthesizer.EngineName, EspeakSynthesizer.EngineName];

    /// <summary>Makes an engine; what it needs is loaded when it first speaks.</summary>
    /// <param name="name">The engine's name.</param>
    /// <param name="clones">The cloned voices, or null.</param>
    /// <param name="device">Where its model runs.</param>
    /// <exception cref="InvalidInputException">There is no engine of that name.</exception>
    public static ISpeechSynthesizer Create(string name, IClonedVoices? clones = null, Device device = Device.Cpu) => name switch
    {
        KokoroSynthesizer.EngineName => new KokoroSynthesizer(new TextToPhonemes(), clones, device),
        EspeakSynthesizer.EngineName => new EspeakSynthesizer(),
        _ => throw new InvalidInputException("speechEngine", $"Unknown speech engine '{name}': use {string.Join(" or ", Names)}."),
    };
}
