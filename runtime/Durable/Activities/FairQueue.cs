using Avatar.Runtime.Durable.Execution;

namespace Avatar.Runtime.Durable.Activities;

/// <summary>
/// Activities that wait for a place: each root orchestration in turn gives its oldest one, so that a batch of a thousand renders and a
/// single render get places alike.
/// </summary>
internal sealed class FairQueue
{
    private readonly Dictionary<Instance, Queue<Step>> _byRoot = [];
    private readonly Queue<Instance> _turns = new();

    /// <summary>How many wait.</summary>
    public int Count { get; private set; }

    public void Add(Step step)
    {
        var root = step.Instance.Root;
        if (!_byRoot.TryGetValue(root, out var steps))
        {
            _byRoot.Add(root, steps = new());
            _turns.Enqueue(root);
        }

        step.IsQueued = true;
        steps.Enqueue(step);
        Count++;
    }

    /// <summary>Takes the next one.</summary>
    public bool TryTake(out Step step)
    {
        while (_turns.TryDequeue(out var root))
        {
            var steps = _byRoot[root];
            var found = TryTakeQueued(steps, out step);
            if (steps.Count > 0) _turns.Enqueue(root);
            else _byRoot.Remove(root);
            if (!found) continue;
            step.IsQueued = false;
            Count--;
            return true;
        }

        step = null!;
        return false;
    }

    /// <summary>Forgets one that waits; its entry is skipped when its turn comes.</summary>
    public void Remove(Step step)
    {
        step.IsQueued = false;
        Count--;
    }

    private static bool TryTakeQueued(Queue<Step> steps, out Step step)
    {
        while (steps.TryDequeue(out step!))
            if (step.IsQueued)
                return true;
        return false;
    }
}
