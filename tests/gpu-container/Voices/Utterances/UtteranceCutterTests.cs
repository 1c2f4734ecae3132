using Avatar.Engines.Voices;
using Avatar.Engines.Voices.Utterances;

namespace Avatar.Tests.Voices.Utterances;

public sealed class UtteranceCutterTests : IDisposable
{
    private readonly VoiceActivity _activity = new();

    public void Dispose() => _activity.Dispose();

    [Theory]
    [InlineData("en_f_librispeech3331.flac")]
    [InlineData("en_jfk_11s.wav")]
    public async Task Utterances_hold_all_the_speech_once(string recording)
    {
        float[] sound = [.. TestSound.Silence(1), .. await TestSound.ReadAsync(recording), .. TestSound.Silence(1)];
        var spoken = SpeechOnly.Chunks(_activity.Probabilities(sound));

        var utterances = Cut(sound);

        var found = new bool[spoken.Length];
        foreach (var utterance in utterances)
        {
            Assert.Equal(utterance.Spoken.Length * VoiceActivity.ChunkSamples, utterance.Samples.Length);
            Assert.True(sound.AsSpan(utterance.StartChunk * VoiceActivity.ChunkSamples, utterance.Samples.Length).SequenceEqual(utterance.Samples));
            for (var i = 0; i < utterance.Spoken.Length; i++)
            {
                Assert.False(utterance.Spoken[i] && found[utterance.StartChunk + i]);
                found[utterance.StartChunk + i] |= utterance.Spoken[i];
            }
        }

        Assert.Equal(spoken, found);
        Assert.True(utterances.Count > 1);
    }

    [Fact]
    public async Task Speech_without_a_pause_is_cut_before_15_seconds()
    {
        var spoken = SpeechOnly.Of(_activity, await TestSound.ReadAsync("en_m_librispeech2609.flac"));
        var utterances = Cut([.. spoken, .. spoken]);
        Assert.All(utterances, utterance => Assert.InRange(utterance.Spoken.Length, 1, UtteranceCutter.MostChunks));
        Assert.True(utterances.Sum(utterance => utterance.Samples.Length) > 0.95 * 2 * spoken.Length);
    }

    [Fact]
    public void Music_is_no_utterance() => Assert.Empty(Cut(TestSound.Music(10)));

    private List<CutUtterance> Cut(float[] sound)
    {
        var cutter = new UtteranceCutter(_activity);
        var utterances = new List<CutUtterance>();
        for (var start = 0; start + VoiceActivity.ChunkSamples <= sound.Length; start += VoiceActivity.ChunkSamples)
            if (cutter.Next(sound.AsSpan(start, VoiceActivity.ChunkSamples)) is { } utterance)
                utterances.Add(utterance);
        if (cutter.End() is { } last) utterances.Add(last);
        return utterances;
    }
}
