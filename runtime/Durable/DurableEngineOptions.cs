using Avatar.Core.Activities;
using Avatar.Runtime.Durable.Execution;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Avatar.Runtime.Durable;

/// <summary>How the embedded engine runs.</summary>
internal sealed record DurableEngineOptions
{
    /// <summary>The folder of the journal; one process at a time may hold it.</summary>
    public required string Folder { get; init; }

    /// <summary>How many activities that need the processor run at once.</summary>
    public int ComputePlaces { get; init; } = RenderActivities.SideBySide;

    /// <summary>How many activities that wait for disk or network run at once.</summary>
    public int InputOutputPlaces { get; init; } = 8;

    /// <summary>Where the engine logs.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>Called around each commit; a test that throws in it lets the engine crash there.</summary>
    internal Action<CommitPhase>? CommitHook { get; init; }
}
