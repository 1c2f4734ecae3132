using Avatar.Core.Languages;
using Avatar.Engines.Audio;
using Avatar.Engines.Recognition;
using Avatar.Engines.Voices;
using Avatar.Tests.Speech;

namespace Avatar.Tests.Recognition;

[Collection(SpeechTests.Name)]
public sealed class PhraseCutterTests(SpeechFixture fixture) : IDisposable
{
    private readonly VoiceActivity _activity = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _activity.Dispose();

    [Fact]
    public async Task Pauses_separate_phrases_and_long_silence_is_left_out()
    {
        var hello = await HelloAsync();
        var phrases = await CutAsync([.. Silence(5), .. hello, .. Silence(0.6), .. hello, .. Silence(4), .. hello]);

        Assert.Equal(3, phrases.Count);
        var starts = phrases.Select(phrase => (phrase.FirstChunk + Array.IndexOf(phrase.IsSpoken, true)) * VoiceActivity.ChunkSeconds).ToList();
        var seconds = hello.Length / 16000.0;
        foreach (var (expected, found) in ((double[])[5, 5.6 + seconds, 9.6 + 2 * seconds]).Zip(starts)) Assert.Equal(expected, found, 0.25);
        Assert.Equal(phrases[0].EndChunk, phrases[1].FirstChunk);
        Assert.True(phrases[2].FirstChunk > phrases[1].EndChunk);
        Assert.All(phrases, phrase => Assert.True(Array.IndexOf(phrase.IsSpoken, true) <= PhraseCutter.MostPauseChunks));
        Assert.All(phrases, phrase => Assert.Equal(phrase.Samples.Length, phrase.IsSpoken.Length * VoiceActivity.ChunkSamples));
    }

    [Fact]
    public async Task Speech_without_a_pause_is_cut_all_the_same()
    {
        var hello = await HelloAsync();
        var phrases = await CutAsync([.. Enumerable.Repeat(hello, 40 * 16000 / hello.Length).SelectMany(all => all)]);
        Assert.True(phrases.Count >= 2);
        Assert.All(phrases, phrase => Assert.InRange(phrase.Samples.Length, 1, 28 * 16000));
        Assert.All(phrases.Zip(phrases.Skip(1)), pair => Assert.Equal(pair.First.EndChunk, pair.Second.FirstChunk));
    }

    [Fact]
    public async Task Nobody_speaks_in_silence_noise_or_numbers_that_are_none()
    {
        var random = new Random(1);
        Assert.Empty(await CutAsync([]));
        Assert.Empty(await CutAsync(Silence(3)));
        Assert.Empty(await CutAsync([.. Enumerable.Range(0, 48000).Select(_ => (float)(random.NextDouble() - 0.5))]));
        Assert.Empty(await CutAsync([.. Enumerable.Repeat(float.NaN, 20000), .. Enumerable.Repeat(float.PositiveInfinity, 20000)]));
    }

    [Fact]
    public async Task Odd_samples_do_not_deafen_it()
    {
        var phrase = Assert.Single(await CutAsync([float.NaN, float.NegativeInfinity, 1e30f, .. await HelloAsync()]));
        Assert.All(phrase.Samples, sample => Assert.InRange(sample, -1f, 1f));
    }

    private async Task<float[]> HelloAsync()
    {
        var speech = await fixture.SayAsync("Hello, my name is Michael.", Language.English);
        var samples = new Resampler(speech.SampleRateHz, 16000).Resample(speech.Samples);
        // Without the pause that follows a sentence.
        return samples[..(int)(speech.Marks.Words[^1].EndSeconds * 16000)];
    }

    private static float[] Silence(double seconds) => new float[(int)(seconds * 16000)];

    private async Task<List<Phrase>> CutAsync(float[] samples)
    {
        var phrases = new List<Phrase>();
        // Pieces of an odd length.
        await foreach (var phrase in new PhraseCutter(_activity).CutAsync(samples.Chunk(1777).ToAsyncEnumerable(), Stop)) phrases.Add(phrase);
        return phrases;
    }
}
