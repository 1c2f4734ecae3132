using Avatar.Core.Artifacts;
using Avatar.Core.Planning;

namespace Avatar.Core.Activities;

/// <summary>What the activities of a process share. The engines are not disposed with it.</summary>
public sealed class ActivityTools(IEngines engines, IArtifactStore artifacts, string temporaryFolder) : IDisposable
{
    /// <summary>The engines.</summary>
    public IEngines Engines { get; } = engines;

    /// <summary>The artifacts.</summary>
    public IArtifactStore Artifacts { get; } = artifacts;

    /// <summary>The text planner.</summary>
    internal SpeechPlanner Planner { get; } = new();

    /// <summary>Portraits ready to be animated.</summary>
    internal PortraitPool Portraits { get; } = new(engines);

    /// <summary>A folder for one activity's files.</summary>
    internal ActivityFiles Files() => new(Artifacts, temporaryFolder);

    /// <inheritdoc/>
    public void Dispose() => Portraits.Dispose();
}
