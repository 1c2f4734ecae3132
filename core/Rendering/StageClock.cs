using System.Diagnostics;

namespace Avatar.Core.Rendering;

/// <summary>Measures how long each stage had work under way. Stages overlap, so their sum can exceed the whole.</summary>
internal sealed class StageClock
{
    private readonly Lock _lock = new();
    private readonly int[] _active = new int[Enum.GetValues<RenderStage>().Length];
    private readonly long[] _since = new long[Enum.GetValues<RenderStage>().Length];
    private readonly TimeSpan[] _busy = new TimeSpan[Enum.GetValues<RenderStage>().Length];
    private readonly long _start = Stopwatch.GetTimestamp();

    /// <summary>What was measured until now.</summary>
    public RenderTimings Timings()
    {
        lock (_lock)
            return new RenderTimings(
                Busy(RenderStage.Plan), Busy(RenderStage.Synthesize), Busy(RenderStage.Animate), Busy(RenderStage.Mux), Rounded(Stopwatch.GetElapsedTime(_start)));

        double Busy(RenderStage stage) => Rounded(_busy[(int)stage]);
        static double Rounded(TimeSpan time) => Math.Round(time.TotalSeconds, 4);
    }

    /// <summary>Runs a piece of a stage's work.</summary>
    public async Task MeasureAsync(RenderStage stage, Func<Task> work) => await MeasureAsync(stage, async () =>
    {
        await work();
        return true;
    });

    /// <summary>Runs a piece of a stage's work.</summary>
    public async Task<T> MeasureAsync<T>(RenderStage stage, Func<Task<T>> work)
    {
        lock (_lock)
            if (_active[(int)stage]++ == 0)
                _since[(int)stage] = Stopwatch.GetTimestamp();
        try
        {
            return await work();
        }
        finally
        {
            lock (_lock)
                if (--_active[(int)stage] == 0)
                    _busy[(int)stage] += Stopwatch.GetElapsedTime(_since[(int)stage]);
        }
    }
}
