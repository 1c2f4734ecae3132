using CsCheck;

namespace Avatar.Runtime.Tests.Durable;

/// <summary>A random orchestration, as data that an orchestrator interprets.</summary>
internal sealed record CrashProgram(CrashKind Kind, int Number, CrashProgram[] Parts)
{
    /// <summary>Programs of up to three levels.</summary>
    public static Gen<CrashProgram> Gen { get; } = Of(3);

    /// <summary>What the program gives, whatever happens to the engine.</summary>
    public int Value => Kind switch
    {
        CrashKind.Activity or CrashKind.Flaky => Number,
        CrashKind.Failing => -Number,
        CrashKind.Timer or CrashKind.GivenUpEvent or CrashKind.Race => 1,
        CrashKind.Event => 7,
        _ => Parts.Aggregate(Number, (sum, part) => unchecked(31 * sum + part.Value)),
    };

    private static Gen<CrashProgram> Of(int depth)
    {
        var leaf = CsCheck.Gen.Select(
            CsCheck.Gen.Enum<CrashKind>().Where(kind => kind < CrashKind.Sequence), CsCheck.Gen.Int[1, 1000], (kind, number) => new CrashProgram(kind, number, []));
        if (depth == 0) return leaf;
        var node = CsCheck.Gen.Select(
            CsCheck.Gen.Enum<CrashKind>().Where(kind => kind >= CrashKind.Sequence), CsCheck.Gen.Int[1, 1000], Of(depth - 1).Array[1, 4],
            (kind, number, parts) => new CrashProgram(kind, number, parts));
        return CsCheck.Gen.Frequency((1, leaf), (2, node));
    }
}

internal enum CrashKind
{
    /// <summary>An activity.</summary>
    Activity,

    /// <summary>An activity that fails once or twice.</summary>
    Flaky,

    /// <summary>An activity that always fails, which the orchestrator catches.</summary>
    Failing,

    /// <summary>A short timer.</summary>
    Timer,

    /// <summary>An event that is raised.</summary>
    Event,

    /// <summary>An event that never comes, given up after a short timer.</summary>
    GivenUpEvent,

    /// <summary>Two activities at once, and a third whose input is the one that was first.</summary>
    Race,

    /// <summary>One part after the other.</summary>
    Sequence,

    /// <summary>All parts at once.</summary>
    Parallel,

    /// <summary>All parts, two at once.</summary>
    Bounded,

    /// <summary>The parts one after the other in an orchestration of their own.</summary>
    Child,
}
