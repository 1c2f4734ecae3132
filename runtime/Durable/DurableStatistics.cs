namespace Avatar.Runtime.Durable;

/// <summary>How much is waiting and running.</summary>
/// <param name="QueuedActivities">Activities that wait for a place.</param>
/// <param name="RunningActivities">Activities under way.</param>
/// <param name="ActiveOrchestrations">Orchestrations that have not ended.</param>
internal sealed record DurableStatistics(int QueuedActivities, int RunningActivities, int ActiveOrchestrations);
