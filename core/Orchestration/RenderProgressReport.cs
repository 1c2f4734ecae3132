using Avatar.Core.Rendering;

namespace Avatar.Core.Orchestration;

/// <summary>Counts a render's finished steps and reports them.</summary>
internal sealed class RenderProgressReport(IOrchestrationContext context)
{
    private readonly SortedDictionary<RenderStage, RenderProgress> _stages = [];

    /// <summary>Counts a step of a stage when it has succeeded.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="total">How many steps the stage has.</param>
    /// <param name="step">The step, started already.</param>
    public async Task<T> CountAsync<T>(RenderStage stage, int total, Task<T> step)
    {
        if (_stages.TryAdd(stage, new RenderProgress(stage, 0, total))) Report();
        var result = await step;
        _stages[stage] = _stages[stage] with { Done = _stages[stage].Done + 1 };
        Report();
        return result;
    }

    private void Report() => context.Report(new RenderReport([.. _stages.Values]));
}
