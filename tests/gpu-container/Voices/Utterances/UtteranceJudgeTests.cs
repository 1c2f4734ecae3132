using System.Diagnostics;
using Avatar.Core.Media;
using Avatar.Engines.Voices;
using Avatar.Engines.Voices.Utterances;

namespace Avatar.Tests.Voices.Utterances;

public sealed class UtteranceJudgeTests : IDisposable
{
    private readonly VoiceEars _ears = new();

    public void Dispose() => _ears.Dispose();

    [Fact]
    public async Task A_low_level_is_no_fault()
    {
        var speech = await TestSound.ReadAsync("es_css10.wav");
        Assert.All(Judge(Sound.AtLevel(speech, -52)), utterance => Assert.Null(utterance.Fault));
    }

    [Theory]
    [InlineData("es_css10.wav")]
    [InlineData("en_f_librispeech3331.flac")]
    public async Task Each_fault_is_found(string recording)
    {
        var speech = (await TestSound.ReadAsync(recording)).Take(8 * TestSound.SampleRateHz).ToArray();
        AssertFault(UtteranceFault.Clipped, TestSound.Clip(speech, 14));
        AssertFault(UtteranceFault.Noise, TestSound.Mix(speech, TestSound.Noise(8), 5));
        AssertFault(UtteranceFault.Noise, TestSound.Mix(speech, TestSound.Music(8), 3));
    }

    [Fact]
    public async Task Whispering_is_no_voice()
    {
        var file = Path.GetTempFileName();
        try
        {
            using (var espeak = Process.Start("espeak-ng", ["-v", "en+whisper", "-w", file, "Nobody should take this whispered sentence as a voice that can be learned."]))
                await espeak.WaitForExitAsync(TestContext.Current.CancellationToken);
            AssertFault(UtteranceFault.Whisper, await RecordingReader.ReadAsync(file, TestSound.SampleRateHz, TestContext.Current.CancellationToken));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private void AssertFault(UtteranceFault expected, float[] sound)
    {
        var utterances = Judge(sound);
        Assert.NotEmpty(utterances);
        var wrong = utterances.Where(utterance => utterance.Fault != expected).Sum(utterance => utterance.SpeechSeconds);
        Assert.True(wrong < 0.15 * utterances.Sum(utterance => utterance.SpeechSeconds), string.Join(", ", utterances.Select(utterance => $"{utterance.Fault} {utterance.Rating}")));
    }

    private List<Utterance> Judge(float[] sound)
    {
        var (cutter, judge, utterances) = (new UtteranceCutter(_ears.Activity), new UtteranceJudge(_ears), new List<Utterance>());
        foreach (var chunk in sound.Chunk(VoiceActivity.ChunkSamples).Where(chunk => chunk.Length == VoiceActivity.ChunkSamples))
            if (cutter.Next(chunk) is { } utterance)
                utterances.Add(judge.Judge(0, utterance));
        if (cutter.End() is { } last) utterances.Add(judge.Judge(0, last));
        return utterances;
    }
}
