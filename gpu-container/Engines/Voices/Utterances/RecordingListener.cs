using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Avatar.Core.Errors;
using Avatar.Core.Media;

namespace Avatar.Engines.Voices.Utterances;

/// <summary>A recording, as it was heard.</summary>
/// <param name="Seconds">Its length.</param>
/// <param name="LevelDb">Its level.</param>
/// <param name="Utterances">What is said in it, in order.</param>
internal sealed record HeardRecording(double Seconds, double LevelDb, IReadOnlyList<Utterance> Utterances);

/// <summary>Listens to recordings as they stream by: no more of them is in memory than the utterances under way.</summary>
/// <param name="ears">Listen to them.</param>
/// <param name="limit">How much of a recording is heard.</param>
internal sealed class RecordingListener(VoiceEars ears, RecordingLimit limit)
{
    private const double QuietestDb = -55;

    private readonly UtteranceJudge _judge = new(ears);

    /// <summary>Finds and judges what is said; as many utterances side by side as there are processors.</summary>
    /// <param name="files">The recordings.</param>
    /// <param name="progress">Is told every minute which share was heard, where the files say how long they are.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="InvalidInputException">A file can't be read, is too long, or nobody speaks in them.</exception>
    public async Task<IReadOnlyList<HeardRecording>> ListenAsync(IReadOnlyList<string> files, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        TimeSpan? total = TimeSpan.Zero;
        foreach (var file in files) total += await RecordingReader.DurationAsync(file, limit, cancellationToken);
        var recordings = new List<HeardRecording>();
        var before = TimeSpan.Zero;
        foreach (var file in files)
        {
            var meter = new Meter(before, total, progress);
            var utterances = new ConcurrentBag<Utterance>();
            var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(CutAsync(file, meter, cancellationToken), options, (cut, _) =>
            {
                utterances.Add(_judge.Judge(recordings.Count, cut));
                return ValueTask.CompletedTask;
            });
            recordings.Add(new HeardRecording(meter.Length.TotalSeconds, meter.LevelDb, [.. utterances.OrderBy(utterance => utterance.StartChunk)]));
            before += meter.Length;
        }

        var source = string.Join(", ", files);
        if (recordings.All(recording => recording.LevelDb < QuietestDb))
            throw new InvalidInputException("file", $"{source}: silent or nearly so. Record closer to the microphone.");
        if (recordings.All(recording => recording.Utterances.Count == 0))
            throw new InvalidInputException("file", $"Nobody speaks in {source}: give a recording in which the person speaks for 6 to 60 s.");
        return recordings;
    }

    private async IAsyncEnumerable<CutUtterance> CutAsync(string file, Meter meter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var cutter = new UtteranceCutter(ears.Activity);
        var (rest, restCount) = (new float[VoiceActivity.ChunkSamples], 0);
        await foreach (var samples in RecordingReader.StreamAsync(file, VoiceEars.SampleRateHz, limit, cancellationToken))
        {
            meter.Add(samples);
            for (var start = 0; start < samples.Length;)
            {
                var count = Math.Min(rest.Length - restCount, samples.Length - start);
                samples.AsSpan(start, count).CopyTo(rest.AsSpan(restCount));
                (start, restCount) = (start + count, restCount + count);
                if (restCount < rest.Length) break;
                restCount = 0;
                if (cutter.Next(rest) is { } utterance) yield return utterance;
            }
        }

        if (cutter.End() is { } last) yield return last;
    }

    private sealed class Meter(TimeSpan before, TimeSpan? total, IProgress<double>? progress)
    {
        private double _energy;
        private long _samples;

        public TimeSpan Length => TimeSpan.FromSeconds((double)_samples / VoiceEars.SampleRateHz);

        public double LevelDb => Sound.Db(_energy / _samples);

        public void Add(float[] samples)
        {
            var minutes = Math.Floor((before + Length).TotalMinutes);
            _energy += Sound.Power(samples) * samples.Length;
            _samples += samples.Length;
            if (total is { } all && (before + Length).TotalMinutes >= minutes + 1) progress?.Report(Math.Min(1, (before + Length) / all));
        }
    }
}
