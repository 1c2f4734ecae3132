using Avatar.Core.Errors;
using Avatar.Core.Models;

namespace Avatar.Engines.Speech.Imitation;

/// <summary>A speech engine whose model imitates recordings.</summary>
/// <param name="Name">The name by which users choose it; also its model's in the manifest.</param>
/// <param name="Version">The engine and the version of its model.</param>
/// <param name="Notice">What the user should know before it begins, or null.</param>
/// <param name="Load">Loads the model.</param>
internal sealed record ImitatingEngine(string Name, string Version, string? Notice, Func<IVoiceImitator> Load)
{
    /// <summary>Whether the files of an engine's model are all there.</summary>
    public static bool IsPulled(string name, string modelsFolder)
    {
        var store = new ModelStore(modelsFolder);
        return ModelManifest.Load().Find(name).Files.All(file => store.Look(file) == ModelFileState.Whole);
    }

    /// <summary>Checks that the files of an engine's model are all there.</summary>
    /// <exception cref="InvalidInputException">One is not.</exception>
    public static void CheckPulled(string name, string modelsFolder)
    {
        if (!IsPulled(name, modelsFolder))
            throw new InvalidInputException(
                "speechEngine", $"The speech engine '{name}' needs a model that is not in {modelsFolder}: pull it with './avatar models pull {name}', or use {SpeechEngines.Default}.");
    }
}
