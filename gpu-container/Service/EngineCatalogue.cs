using Avatar.Core.Activities;
using Avatar.Core.GpuService;
using Avatar.Core.Installation;
using Avatar.Core.Languages;
using Avatar.Core.Recognition;
using Avatar.Core.Speech;
using Avatar.Engines.Onnx;
using Avatar.Engines.Portraits;
using Avatar.Engines.Speech;
using Avatar.Engines.Speech.Kokoro;

namespace Avatar.GpuContainer;

/// <summary>Says what the engines of this process offer.</summary>
internal static class EngineCatalogue
{
    /// <summary>The catalogue.</summary>
    public static Catalogue Of(IEngines engines, ITranscriber transcriber, Device device) => new(
        ProductVersion.Current,
        device == Device.Cuda ? "cuda" : "cpu",
        [.. SpeechEngines.Names.Select(name => Describe(engines.Speech(name)))],
        [.. PortraitEngines.Names.Select(engines.Portraits).Select(engine => new EngineInfo(engine.Name, engine.Version))],
        [new EngineInfo(transcriber.Name, transcriber.Version)]);

    private static SpeechEngineInfo Describe(ISpeechSynthesizer engine) => new(
        engine.Name,
        engine.Version,
        engine.Voices,
        engine.Name == KokoroSynthesizer.EngineName,
        Enum.GetValues<Language>().ToDictionary(language => language.Code(), engine.DefaultVoice));
}
