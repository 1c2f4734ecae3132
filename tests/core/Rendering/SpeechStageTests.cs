using Avatar.Core.Languages;
using Avatar.Core.Rendering;
using Avatar.Core.Speech;

namespace Avatar.Core.Tests.Rendering;

public class SpeechStageTests
{
    [Fact]
    public async Task Segments_come_in_order_however_long_each_takes()
    {
        using var synthesizer = new CountingSynthesizer();
        var lengths = new List<int>();

        await foreach (var speech in Speak(synthesizer, 20)) lengths.Add(speech.Samples.Length);

        Assert.Equal(Enumerable.Range(1, 20), lengths);
    }

    [Fact]
    public async Task It_does_not_run_far_ahead_of_its_reader()
    {
        using var synthesizer = new CountingSynthesizer();
        var read = 0;

        await foreach (var _ in Speak(synthesizer, 40))
        {
            read++;
            Assert.InRange(synthesizer.Started, read, read + (2 * 4));
        }
    }

    [Fact]
    public async Task Nothing_runs_on_when_the_reader_stops()
    {
        using var synthesizer = new CountingSynthesizer();

        await foreach (var _ in Speak(synthesizer, 40)) break;

        Assert.Equal(synthesizer.Started, synthesizer.Ended);
    }

    [Fact]
    public async Task A_failed_segment_fails_the_stage_and_ends_the_others()
    {
        using var synthesizer = new CountingSynthesizer { FailAt = 3 };

        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (var _ in Speak(synthesizer, 40))
            {
            }
        });

        Assert.Equal(synthesizer.Started, synthesizer.Ended);
    }

    private static IAsyncEnumerable<SynthesizedSpeech> Speak(CountingSynthesizer synthesizer, int count)
    {
        var segments = Enumerable.Range(0, count)
            .Select(index => new SpeechSegment(index, Language.English, "a", [new SpokenPiece(SpokenPieceKind.Word, "a", Language.English, new TextSpan(0, 1))], SegmentEnd.Sentence))
            .ToList();
        return new SpeechStage(synthesizer, new StageClock()).SpeakAsync(segments, "v", 1, CancellationToken.None);
    }

    /// <summary>Gives segment n a length of n + 1 samples, the earlier ones more slowly.</summary>
    private sealed class CountingSynthesizer : ISpeechSynthesizer
    {
        private int _started;
        private int _ended;

        public int FailAt { get; init; } = -1;

        public int Started => _started;

        public int Ended => _ended;

        public string Name => "counting";

        public string Version => "1";

        public IReadOnlyList<VoiceInfo> Voices => [];

        public string DefaultVoice(Language language) => "v";

        public void CheckVoice(string voice)
        {
        }

        public void WarmUp()
        {
        }

        public async Task<SynthesizedSpeech> SynthesizeAsync(SpeechSegment segment, string voice, double speed, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _started);
            try
            {
                await Task.Delay(segment.Index % 3 == 0 ? 6 : 1, cancellationToken);
                if (segment.Index == FailAt) throw new InvalidOperationException("as asked");
                return new SynthesizedSpeech(new float[segment.Index + 1], 24_000, new SpeechMarks([], [], []), new ProsodyTrack(0.0125, [], []));
            }
            finally
            {
                Interlocked.Increment(ref _ended);
            }
        }

        public void Dispose()
        {
        }
    }
}
