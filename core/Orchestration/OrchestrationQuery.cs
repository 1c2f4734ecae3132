namespace Avatar.Core.Orchestration;

/// <summary>What to list, newest first.</summary>
/// <param name="Name">Only orchestrations of this name.</param>
/// <param name="Status">Only those that stand so, or null for all.</param>
/// <param name="After">The continuation of the page before, or null for the first.</param>
/// <param name="Limit">How many at most, 1 to 1,000.</param>
public sealed record OrchestrationQuery(string Name, OrchestrationStatus? Status, string? After, int Limit);

/// <summary>A page of a listing.</summary>
/// <param name="Items">The orchestrations, newest first.</param>
/// <param name="Continuation">What to ask for next; null on the last page.</param>
public sealed record OrchestrationPage(IReadOnlyList<OrchestrationState> Items, string? Continuation);
