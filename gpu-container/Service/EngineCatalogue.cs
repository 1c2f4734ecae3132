using Avatar.Core.Activities;
using Avatar.Core.GpuService;
using Avatar.Core.Installation;
using Avatar.Core.Languages;
using Avatar.Core.Recognition;
using Avatar.Core.Speech;
using Avatar.Engines;
using Avatar.Engines.Onnx;
using Avatar.Engines.Portraits;
using Avatar.Engines.Speech;

namespace Avatar.GpuContainer;

/// <summary>Says what the engines of this process offer.</summary>
internal static class EngineCatalogue
{
    /// <summary>The catalogue.</summary>
    public static Catalogue Of(IEngines engines, ITranscriber transcriber, EngineSettings settings) => new(
        ProductVersion.Current,
        settings.Device == Device.Cuda ? "cuda" : "cpu",
        [.. SpeechEngines.Available(settings).Select(name => Describe(engines.Speech(name)))],
        [.. PortraitEngines.Available(settings).Select(engines.Portraits).Select(engine => new EngineInfo(engine.Name, engine.Version, engine.Notice))],
        [new EngineInfo(transcriber.Name, transcriber.Version)]);

    private static SpeechEngineInfo Describe(ISpeechSynthesizer engine) => new(
        engine.Name,
        engine.Version,
        engine.Voices,
        engine.Cloning,
        Enum.GetValues<Language>().ToDictionary(language => language.Code(), engine.DefaultVoice),
        engine.Notice);
}
