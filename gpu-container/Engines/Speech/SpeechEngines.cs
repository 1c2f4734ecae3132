using Avatar.Core.Errors;
using Avatar.Core.Speech;
using Avatar.Core.Voices;
using Avatar.Engines.Speech.Espeak;
using Avatar.Engines.Speech.Imitation;
using Avatar.Engines.Speech.Kokoro;
using Avatar.Engines.Speech.Phonemes;

namespace Avatar.Engines.Speech;

/// <summary>The speech engines by name.</summary>
public static class SpeechEngines
{
    /// <summary>The engine used when none is asked for.</summary>
    public const string Default = KokoroSynthesizer.EngineName;

    /// <summary>The names of all engines.</summary>
    public static IReadOnlyList<string> Names { get; } = [KokoroSynthesizer.EngineName, EspeakSynthesizer.EngineName, .. ImitatingEngine.Names];

    /// <summary>The names of those whose models are here.</summary>
    /// <param name="settings">Where the models are.</param>
    public static IReadOnlyList<string> Available(EngineSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return [.. Names.Where(name => !ImitatingEngine.Names.Contains(name) || ImitatingEngine.IsPulled(name, settings.ModelsFolder))];
    }

    /// <summary>Makes an engine; what it needs is loaded when it first speaks.</summary>
    /// <param name="name">The engine's name.</param>
    /// <param name="settings">The machine's device and models.</param>
    /// <param name="clones">The cloned voices, or null.</param>
    /// <param name="kokoro">Kokoro, which engines that imitate use.</param>
    /// <exception cref="InvalidInputException">There is none of that name, or its model was not pulled.</exception>
    public static ISpeechSynthesizer Create(string name, EngineSettings settings, IClonedVoices? clones, Func<KokoroSynthesizer> kokoro) => name switch
    {
        KokoroSynthesizer.EngineName => new KokoroSynthesizer(new TextToPhonemes(), clones, settings.Device),
        EspeakSynthesizer.EngineName => new EspeakSynthesizer(),
        _ when ImitatingEngine.Names.Contains(name) => new ImitatingSynthesizer(ImitatingEngine.Of(name, settings), new TextToPhonemes(), kokoro(), clones),
        _ => throw new InvalidInputException("speechEngine", $"Unknown speech engine '{name}': use {string.Join(" or ", Names)}."),
    };
}
