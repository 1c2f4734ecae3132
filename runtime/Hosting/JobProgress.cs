using Avatar.Core.Voices;
using Avatar.Runtime.Durable;

namespace Avatar.Runtime.Hosting;

/// <summary>Shows in a job's state how far the making of its voice has come; what is told while the engine is still being opened is lost.</summary>
internal sealed class JobProgress(Task<DurableEngine> durable, string jobId) : IProgress<CloningProgress>
{
    /// <inheritdoc/>
    public void Report(CloningProgress value)
    {
        if (durable.IsCompletedSuccessfully) durable.Result.Report(jobId, value);
    }
}
