using System.Runtime.CompilerServices;
using Avatar.Core.Speech;

namespace Avatar.Core.Rendering;

/// <summary>Speaks segments side by side and hands them on in order, a few ahead of the reader, so that memory stays flat.</summary>
internal sealed class SpeechStage(ISpeechSynthesizer synthesizer, StageClock clock)
{
    // One thread a segment is the fastest use of the cores; each one under way costs a few hundred megabytes.
    private static readonly int SideBySide = Math.Clamp(Environment.ProcessorCount, 1, 4);

    /// <summary>Speaks all segments.</summary>
    public async IAsyncEnumerable<SynthesizedSpeech> SpeakAsync(
        IReadOnlyList<SpeechSegment> segments, string voice, double speed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var places = new SemaphoreSlim(SideBySide);
        var ahead = new Queue<Task<SynthesizedSpeech>>();
        var next = 0;
        try
        {
            while (true)
            {
                while (ahead.Count < 2 * SideBySide && next < segments.Count)
                {
                    var segment = segments[next++];
                    ahead.Enqueue(Task.Run(() => SpeakOneAsync(segment), CancellationToken.None));
                }

                if (!ahead.TryPeek(out var first)) yield break;
                var speech = await first;
                _ = ahead.Dequeue();
                yield return speech;
            }
        }
        finally
        {
            // Whatever ended the reading, no synthesis may outlive it.
            await ended.CancelAsync();
            foreach (var rest in ahead) await ((Task)rest).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        async Task<SynthesizedSpeech> SpeakOneAsync(SpeechSegment segment)
        {
            await places.WaitAsync(ended.Token);
            try
            {
                return await clock.MeasureAsync(RenderStage.Synthesize, () => synthesizer.SynthesizeAsync(segment, voice, speed, ended.Token));
            }
            finally
            {
                places.Release();
            }
        }
    }
}
