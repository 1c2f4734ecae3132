using Avatar.Core.Errors;
using Avatar.Core.Portraits;
using Avatar.Engines.Portraits.Mesh;

namespace Avatar.Engines.Portraits;

/// <summary>The portrait engines by name.</summary>
public static class PortraitEngines
{
    /// <summary>The names of all engines.</summary>
    public static IReadOnlyList<string> Names { get; } = [MeshPortraitAnimator.EngineName];

    /// <summary>Makes an engine.</summary>
    /// <exception cref="InvalidInputException">There is none of that name.</exception>
    public static IPortraitAnimator Create(string name) => name switch
    {
        MeshPortraitAnimator.EngineName => new MeshPortraitAnimator(),
        _ => throw new InvalidInputException("portraitEngine", $"Unknown portrait engine '{name}': use {string.Join(" or ", Names)}."),
    };
}
