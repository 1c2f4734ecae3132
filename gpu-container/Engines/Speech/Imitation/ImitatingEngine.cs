using Avatar.Core.Errors;
using Avatar.Core.Models;
using Avatar.Engines.Onnx;
using Avatar.Engines.Speech.Chatterbox;
using Avatar.Engines.Speech.Xtts;

namespace Avatar.Engines.Speech.Imitation;

/// <summary>A speech engine whose model imitates recordings.</summary>
/// <param name="Name">The name by which users choose it; also its model's in the manifest.</param>
/// <param name="Version">The engine and the version of its model.</param>
/// <param name="Notice">What the user should know before it begins, or null.</param>
/// <param name="Load">Loads the model.</param>
internal sealed record ImitatingEngine(string Name, string Version, string? Notice, Func<IVoiceImitator> Load)
{
    /// <summary>The names of all.</summary>
    public static IReadOnlyList<string> Names { get; } = [ChatterboxModel.Id, XttsModel.Id];

    /// <summary>An engine by its name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="settings">The machine's device and models.</param>
    /// <exception cref="InvalidInputException">Its model was not pulled, or not wholly.</exception>
    public static ImitatingEngine Of(string name, EngineSettings settings)
    {
        var (folder, device) = (settings.ModelsFolder, settings.Device);
        if (!IsPulled(name, folder))
            throw new InvalidInputException(
                "speechEngine", $"The speech engine '{name}' needs a model that is not in {folder}: pull it with './avatar models pull {name}', or use {SpeechEngines.Default}.");
        var (version, load) = name == XttsModel.Id
            ? ("XTTS-v2 (Coqui, ONNX by pltobing)", (Func<IVoiceImitator>)(() => XttsModel.Load(folder, device)))
            : ("Chatterbox Multilingual (Resemble AI, ONNX by onnx-community)", () => ChatterboxModel.Load(folder, device));
        return new ImitatingEngine(name, version, NoticeOf(name, device), load);
    }

    /// <summary>Whether the files of an engine's model are all there.</summary>
    public static bool IsPulled(string name, string modelsFolder) => new ModelStore(modelsFolder).Has(name);

    /// <summary>What the user should know of an engine, or null.</summary>
    public static string? NoticeOf(string name, Device device)
    {
        var licence = ModelManifest.Load().Find(name) is { CommercialUse: false } model ? $"{name} may not be used commercially ({model.Licence})" : null;
        var slow = device == Device.Cpu
            ? $"{name} has half a billion weights and writes speech piece by piece, far slower than real time on a CPU: use a GPU (DEVICE=cuda), or the speech engine {SpeechEngines.Default}"
            : null;
        return licence is null && slow is null ? null : string.Join("; ", new[] { licence, slow }.OfType<string>()) + ".";
    }
}
