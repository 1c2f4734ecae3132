using Avatar.Core.Orchestration;
using Avatar.Core.Rendering;
using Avatar.Core.Voices;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Avatar.Functions.Orchestration;

/// <summary>The orchestrations of the core as functions; their names are those of their definitions.</summary>
public static class Orchestrators
{
    /// <summary>Renders a job.</summary>
    [Function("render")]
    public static Task<RenderResult> RenderAsync([OrchestrationTrigger] TaskOrchestrationContext context) => DurableContext.RunAsync(RenderOrchestration.Definition, context);

    /// <summary>Renders the rows of a batch.</summary>
    [Function("batch")]
    public static Task<BatchResult> BatchAsync([OrchestrationTrigger] TaskOrchestrationContext context) => DurableContext.RunAsync(BatchOrchestration.Definition, context);

    /// <summary>Tells a job's caller that it has ended.</summary>
    [Function("notification")]
    public static Task<bool> NotifyAsync([OrchestrationTrigger] TaskOrchestrationContext context) => DurableContext.RunAsync(NotifyOrchestration.Definition, context);

    /// <summary>Learns a voice.</summary>
    [Function("voice")]
    public static Task<LearnedVoice> VoiceAsync([OrchestrationTrigger] TaskOrchestrationContext context) => DurableContext.RunAsync(VoiceOrchestration.Definition, context);
}
