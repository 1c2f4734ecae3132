namespace Avatar.Core.Tests.Artifacts;

/// <summary>The system's clock, set ahead: a store on a server has a clock of its own, which a test can't stop.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
}
