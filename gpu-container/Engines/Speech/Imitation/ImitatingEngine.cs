using Avatar.Core.Errors;
using Avatar.Core.Models;
using Avatar.Engines.Onnx;
using Avatar.Engines.Speech.Chatterbox;

namespace Avatar.Engines.Speech.Imitation;

/// <summary>A speech engine whose model imitates recordings.</summary>
/// <param name="Name">The name by which users choose it; also its model's in the manifest.</param>
/// <param name="Version">The engine and the version of its model.</param>
/// <param name="Notice">What the user should know before it begins, or null.</param>
/// <param name="Load">Loads the model.</param>
internal sealed record ImitatingEngine(string Name, string Version, string? Notice, Func<IVoiceImitator> Load)
{
    /// <summary>The names of all.</summary>
    public static IReadOnlyList<string> Names { get; } = [ChatterboxModel.Id];

    /// <summary>An engine by its name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="settings">The machine's device and models.</param>
    /// <exception cref="InvalidInputException">Its model was not pulled, or not wholly.</exception>
    public static ImitatingEngine Of(string name, EngineSettings settings)
    {
        if (!IsPulled(name, settings.ModelsFolder))
            throw new InvalidInputException(
                "speechEngine", $"The speech engine '{name}' needs a model that is not in {settings.ModelsFolder}: pull it with './avatar models pull {name}', or use {SpeechEngines.Default}.");
        return new ImitatingEngine(name, "Chatterbox Multilingual (Resemble AI, ONNX by onnx-community)", SlowOn(settings.Device, name), () => ChatterboxModel.Load(settings.ModelsFolder, settings.Device));
    }

    /// <summary>Whether the files of an engine's model are all there.</summary>
    public static bool IsPulled(string name, string modelsFolder)
    {
        var store = new ModelStore(modelsFolder);
        return ModelManifest.Load().Find(name).Files.All(file => store.Look(file) == ModelFileState.Whole);
    }

    private static string? SlowOn(Device device, string name) => device == Device.Cpu
        ? $"{name} has half a billion weights and writes speech token by token, which is far slower than real time on a CPU: use a GPU (DEVICE=cuda), or the speech engine {SpeechEngines.Default}."
        : null;
}
