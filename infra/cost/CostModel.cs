using Avatar.Core.Errors;
using Avatar.Infra.Settings;

namespace Avatar.Cost;

/// <summary>A line of the bill.</summary>
/// <param name="Item">What is paid for.</param>
/// <param name="Amount">How much of it, for people.</param>
/// <param name="Usd">US dollars in the month.</param>
internal sealed record CostLine(string Item, FormattableString Amount, double Usd);

/// <summary>
/// What a month costs. Everything scales to zero, so nearly all of it follows from the bursts in which videos come:
/// <list type="bullet">
/// <item>A burst has so many segments; Cloud Run starts an instance for each <see cref="SizeSettings.GpuConcurrency"/> of them, up to the stack's
/// maximum. Each instance is billed from its start until its idle tail is over: cold start, its share of the work, tail. Bursts that come before the
/// tail of the last is over find the instances there, so an instance is never billed for more than the time from burst to burst.</item>
/// <item>The Functions app is awake from a burst's begin until a cooldown after its end, with a replica for each
/// <see cref="SizeSettings.ActivitiesPerReplica"/> segments up to the maximum.</item>
/// <item>Videos and parts, among which a video is once more, are kept for their days, and then as long as soft deletion keeps them.</item>
/// <item>Parts leave Google Cloud once, to be muxed in Azure; the video goes back; each download leaves Google Cloud.</item>
/// </list>
/// Left out, being cents at these sizes: operations on objects, queues and tables, requests, and what budgets, alerts and identities cost (nothing).
/// </summary>
internal sealed class CostModel(SizeSettings sizes, PriceList list)
{
    private readonly Prices _prices = list.Prices;
    private readonly Assumptions _given = list.Assumptions;

    /// <summary>The lines of a month's bill.</summary>
    /// <exception cref="InvalidInputException">The stack's GPUs can't render as much in a month.</exception>
    public IReadOnlyList<CostLine> Month(Workload month)
    {
        if (month.Videos > MostVideos(month.SecondsPerVideo))
            throw new InvalidInputException(
                "videos",
                $"videos is {month.Videos:N0}, and a stack with avatar:gpuMaxInstances {sizes.GpuMaxInstances} renders {MostVideos(month.SecondsPerVideo):N0} "
                + $"of {month.SecondsPerVideo:0.#} s in a month: fewer, or more GPUs.");
        var (gpu, functions) = (new GpuTime(), new FunctionsTime());
        foreach (var (videos, count) in month.Sizes()) Add(month, videos, count, ref gpu, ref functions);

        var gigabytes = month.VideoSeconds * _given.VideoKilobytesPerSecond / 1e6;
        var partGigabytes = gigabytes * _given.PartBytesPerVideoByte;
        var kept = (gigabytes * Months(sizes.OutputDays)) + ((partGigabytes + gigabytes) * Months(sizes.PartDays)) + _given.ModelsGb;
        var views = gigabytes * _given.DownloadsPerVideo;
        var logGigabytes = month.Videos * _given.LogMegabytesPerVideo / 1e3;
        var (coreSeconds, gibSeconds) = (functions.ReplicaSeconds * sizes.FunctionsCores, functions.ReplicaSeconds * sizes.FunctionsMemoryGib);
        return
        [
            new("GPU, at work", $"{gpu.WorkSeconds / 3600:0.0} h of an L4", gpu.WorkSeconds * InstanceSecondUsd),
            new("GPU, starting", $"{gpu.StartSeconds / 3600:0.0} h", gpu.StartSeconds * InstanceSecondUsd),
            new("GPU, idle before it goes", $"{gpu.IdleSeconds / 3600:0.0} h", gpu.IdleSeconds * InstanceSecondUsd),
            new(
                "Functions app",
                $"{functions.ReplicaSeconds / 3600:0.0} h of a replica",
                (coreSeconds * _prices.FunctionsCoreSecond.Usd) + (gibSeconds * _prices.FunctionsGibSecond.Usd)),
            new(
                "Storage",
                $"{kept:0.0} GB kept, {_given.ImagesGb:0.0} GB of images",
                (kept * _prices.StorageGbMonth.Usd) + (_given.ImagesGb * _prices.ImagesGbMonth.Usd)),
            new(
                "Traffic",
                $"{partGigabytes + views:0.0} GB out of Google Cloud, {gigabytes:0.0} GB out of Azure",
                ((partGigabytes + views) * _prices.GoogleEgressGb.Usd) + (gigabytes * _prices.AzureEgressGb.Usd)),
            new("Logs", $"{logGigabytes:0.0} GB", logGigabytes * _prices.LogGb.Usd),
            new("Events", $"{month.Bursts} batch files", month.Bursts * 2 * 1e3 / Math.Pow(2, 40) * _prices.PubSubTib.Usd), // At least 1 kB in and 1 kB out.
            new("Registry in Azure", $"{Workload.MonthDays:0.0} days", Workload.MonthDays * _prices.RegistryDay.Usd),
        ];
    }

    /// <summary>How many videos the stack's GPUs can render in a month, working all of it.</summary>
    public double MostVideos(double secondsPerVideo) =>
        Math.Floor(sizes.GpuMaxInstances * Workload.MonthSeconds / (secondsPerVideo * _given.GpuSecondsPerVideoSecond));

    /// <summary>The sum of a month's bill, USD.</summary>
    public double MonthUsd(Workload month) => Month(month).Sum(line => line.Usd);

    /// <summary>What an instance with its GPU costs in a second, USD.</summary>
    public double InstanceSecondUsd =>
        _prices.GpuSecond.Usd + (SizeSettings.GpuCores * _prices.CloudRunCoreSecond.Usd) + (SizeSettings.GpuMemoryGib * _prices.CloudRunGibSecond.Usd);

    private double Months(int days) => (days + sizes.SoftDeleteDays) / Workload.MonthDays;

    private void Add(Workload month, int videos, int count, ref GpuTime gpu, ref FunctionsTime functions)
    {
        var segments = videos * Math.Ceiling(month.SecondsPerVideo / _given.SegmentSeconds);
        var instances = Math.Min(sizes.GpuMaxInstances, Math.Ceiling(segments / sizes.GpuConcurrency));
        var work = videos * month.SecondsPerVideo * _given.GpuSecondsPerVideoSecond;
        var around = Math.Max(0, Math.Min(instances * (_given.ColdStartSeconds + _given.IdleTailSeconds), (instances * month.SpacingSeconds) - work));
        var start = around * _given.ColdStartSeconds / (_given.ColdStartSeconds + _given.IdleTailSeconds);
        gpu.WorkSeconds += count * work;
        gpu.StartSeconds += count * start;
        gpu.IdleSeconds += count * (around - start);

        var replicas = Math.Min(sizes.FunctionsMaxReplicas, Math.Ceiling(segments / sizes.ActivitiesPerReplica));
        var muxing = videos * month.SecondsPerVideo * _given.MuxCoreSecondsPerVideoSecond / (replicas * sizes.FunctionsCores);
        var awake = _given.ColdStartSeconds + (work / instances) + muxing + _given.FunctionsCooldownSeconds;
        functions.ReplicaSeconds += count * replicas * Math.Min(awake, month.SpacingSeconds);
    }

    private struct GpuTime
    {
        public double WorkSeconds;
        public double StartSeconds;
        public double IdleSeconds;
    }

    private struct FunctionsTime
    {
        public double ReplicaSeconds;
    }
}
