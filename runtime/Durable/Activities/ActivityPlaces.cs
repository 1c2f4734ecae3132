using Avatar.Core.Orchestration;
using Avatar.Runtime.Durable.Execution;

namespace Avatar.Runtime.Durable.Activities;

/// <summary>The places for activities of one kind of load, and the queue before them. Belongs to the engine's thread.</summary>
internal sealed class ActivityPlaces(int places)
{
    private readonly FairQueue queue = new();

    public int Queued => queue.Count;

    public int Running { get; private set; }

    public void Enqueue(Step step) => queue.Add(step);

    public void Forget(Step step) => queue.Remove(step);

    /// <summary>Takes the next step if there is a place for it.</summary>
    public bool TryOccupy(out Step step)
    {
        step = null!;
        if (Running >= places || !queue.TryTake(out step)) return false;
        Running++;
        return true;
    }

    public void Free() => Running--;
}

/// <summary>The places of each kind of load.</summary>
internal sealed class ActivityScheduler(DurableEngineOptions options)
{
    private readonly ActivityPlaces compute = new(options.ComputePlaces);
    private readonly ActivityPlaces inputOutput = new(options.InputOutputPlaces);

    public int Queued => compute.Queued + inputOutput.Queued;

    public int Running => compute.Running + inputOutput.Running;

    /// <summary>The places for a step.</summary>
    public ActivityPlaces For(Step step) => step.Call.Options!.Load == ActivityLoad.Compute ? compute : inputOutput;

    /// <summary>Takes the next step that there is a place for.</summary>
    public bool TryOccupy(out Step step) => compute.TryOccupy(out step) || inputOutput.TryOccupy(out step);
}
