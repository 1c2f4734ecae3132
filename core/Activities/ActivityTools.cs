using Avatar.Core.Artifacts;
using Avatar.Core.Planning;
using Avatar.Core.Provenance;

namespace Avatar.Core.Activities;

/// <summary>What the activities of a process share. The engines are not disposed with it, and must not be before it.</summary>
public sealed class ActivityTools : IAsyncDisposable
{
    private readonly string _temporaryFolder;

    /// <summary>Shares engines and artifacts.</summary>
    /// <param name="engines">The engines.</param>
    /// <param name="artifacts">The artifacts.</param>
    /// <param name="signer">Signs what cloned voices speak.</param>
    /// <param name="temporaryFolder">Where activities keep files under way.</param>
    public ActivityTools(IEngines engines, IArtifactStore artifacts, ProvenanceSigner signer, string temporaryFolder)
    {
        _temporaryFolder = temporaryFolder;
        Engines = engines;
        Artifacts = artifacts;
        Signer = signer;
        Portraits = new JobPortraits(engines, Files);
    }

    /// <summary>The engines.</summary>
    public IEngines Engines { get; }

    /// <summary>The artifacts.</summary>
    public IArtifactStore Artifacts { get; }

    /// <summary>Signs what cloned voices speak.</summary>
    internal ProvenanceSigner Signer { get; }

    /// <summary>The text planner.</summary>
    internal SpeechPlanner Planner { get; } = new();

    /// <summary>Portraits ready to be animated.</summary>
    internal JobPortraits Portraits { get; }

    /// <summary>A folder for one activity's files.</summary>
    internal ActivityFiles Files() => new(Artifacts, _temporaryFolder);

    /// <summary>Waits until nothing uses the engines any more.</summary>
    public ValueTask DisposeAsync() => Portraits.DisposeAsync();
}
