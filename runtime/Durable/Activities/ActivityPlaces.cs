using Avatar.Core.Orchestration;
using Avatar.Runtime.Durable.Execution;

namespace Avatar.Runtime.Durable.Activities;

/// <summary>The places for activities of one kind of load, and the queue before them. Belongs to the engine's thread.</summary>
internal sealed class ActivityPlaces(int places)
{
    private readonly FairQueue _queue = new();

    public int Queued => _queue.Count;

    public int Running { get; private set; }

    public void Enqueue(Step step) => _queue.Add(step);

    public void Forget(Step step) => _queue.Remove(step);

    /// <summary>Takes the next step if there is a place for it.</summary>
    public bool TryOccupy(out Step step)
    {
        step = null!;
        if (Running >= places || !_queue.TryTake(out step)) return false;
        Running++;
        return true;
    }

    public void Free() => Running--;
}

/// <summary>The places of each kind of load.</summary>
internal sealed class ActivityScheduler(DurableEngineOptions options)
{
    private readonly ActivityPlaces _compute = new(options.ComputePlaces);
    private readonly ActivityPlaces _inputOutput = new(options.InputOutputPlaces);
    private readonly ActivityPlaces _longCompute = new(1);

    public int Queued => _compute.Queued + _inputOutput.Queued + _longCompute.Queued;

    public int Running => _compute.Running + _inputOutput.Running + _longCompute.Running;

    /// <summary>The places for a step.</summary>
    public ActivityPlaces For(Step step) => step.Call.Options!.Load switch
    {
        ActivityLoad.Compute => _compute,
        ActivityLoad.InputOutput => _inputOutput,
        _ => _longCompute,
    };

    /// <summary>Takes the next step that there is a place for.</summary>
    public bool TryOccupy(out Step step) => _compute.TryOccupy(out step) || _inputOutput.TryOccupy(out step) || _longCompute.TryOccupy(out step);
}
