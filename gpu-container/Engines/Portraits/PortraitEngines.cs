using Avatar.Core.Errors;
using Avatar.Core.Portraits;
using Avatar.Engines.Portraits.LivePortrait;
using Avatar.Engines.Portraits.Mesh;

namespace Avatar.Engines.Portraits;

/// <summary>The portrait engines by name.</summary>
public static class PortraitEngines
{
    /// <summary>The names of all engines.</summary>
    public static IReadOnlyList<string> Names { get; } = [MeshPortraitAnimator.EngineName, LivePortraitAnimator.EngineName];

    /// <summary>The names of those whose models are here.</summary>
    /// <param name="settings">Where the models are.</param>
    public static IReadOnlyList<string> Available(EngineSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return [.. Names.Where(name => name != LivePortraitAnimator.EngineName || LivePortraitAnimator.IsPulled(settings.ModelsFolder))];
    }

    /// <summary>Makes an engine; what it needs is loaded with the first portrait.</summary>
    /// <param name="name">The engine's name.</param>
    /// <param name="settings">The machine's device and models.</param>
    /// <exception cref="InvalidInputException">There is none of that name, or its model was not pulled.</exception>
    public static IPortraitAnimator Create(string name, EngineSettings settings) => name switch
    {
        MeshPortraitAnimator.EngineName => new MeshPortraitAnimator(),
        LivePortraitAnimator.EngineName => new LivePortraitAnimator(settings),
        _ => throw new InvalidInputException("portraitEngine", $"Unknown portrait engine '{name}': use {string.Join(" or ", Names)}."),
    };
}
