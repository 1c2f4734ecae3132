using System.Numerics.Tensors;
using Avatar.Core.Errors;
using Avatar.Engines.Voices;
using Avatar.Engines.Voices.Reference;

namespace Avatar.Tests.Voices.Reference;

public sealed class ReferenceSpeechTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("avatar-reference-");
    private readonly VoiceEars _ears = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _ears.Dispose();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("en_f_librispeech3331.flac", 19, 21)]
    [InlineData("en_m_librispeech2609.flac", 16, 18)]
    [InlineData("en_jfk_11s.wav", 7.5, 9)]
    [InlineData("es_css10.wav", 5.5, 6.5)]
    [InlineData("zh_aishell.wav", 3, 4)]
    [InlineData("zh_css10.wav", 4.5, 5.5)]
    public async Task A_recording_of_one_person_is_kept_without_its_silences(string recording, double least, double most)
    {
        var speech = await ReferenceSpeech.ReadAsync(_ears, [Repository.Shared("speech", recording)], Stop);
        Assert.InRange(speech.Description.SpeechSeconds, least, most);
        Assert.Equal(speech.Samples.Length, speech.Description.SpeechSeconds * ReferenceSpeech.SampleRateHz, 1.0);
    }

    [Fact]
    public async Task The_best_minute_of_a_long_recording_is_kept_not_the_first()
    {
        var clean = (await TestSound.ReadAsync("en_f_librispeech3331.flac"))[..(14 * TestSound.SampleRateHz)];
        // So much that it alone would pass.
        var noisy = TestSound.Mix(clean, TestSound.Noise(14), 22);
        await ReferenceSpeech.ReadAsync(_ears, [await WriteAsync(noisy)], Stop);

        var best = await ReferenceSpeech.ReadAsync(_ears, [await WriteAsync([.. noisy, .. clean, .. clean, .. clean, .. clean])], Stop);

        Assert.InRange(best.Description.SpeechSeconds, 45, 60);
        Assert.True(TensorPrimitives.CosineSimilarity<float>(_ears.Speaker.Embed(SpeechOnly.Of(_ears.Activity, clean)), best.Embedding) > 0.995);
    }

    [Fact]
    public async Task What_is_bad_in_it_is_left_out()
    {
        var clean = await TestSound.ReadAsync("en_f_librispeech3331.flac");
        var file = await WriteAsync([.. TestSound.Mix(clean, TestSound.Music(21), 0), .. TestSound.Silence(1), .. clean, .. TestSound.Silence(1), .. TestSound.Clip(clean, 16)]);
        var speech = await ReferenceSpeech.ReadAsync(_ears, [file], Stop);
        Assert.InRange(speech.Description.SpeechSeconds, 18, 22);
    }

    [Theory]
    [InlineData("clipped", "lower level")]
    [InlineData("noisy", "quiet room")]
    public async Task A_bad_recording_is_refused_with_its_fault(string kind, string wayOut)
    {
        var clean = await TestSound.ReadAsync("es_css10.wav");
        var file = await WriteAsync(kind == "clipped" ? TestSound.Clip(clean, 16) : TestSound.Mix(clean, TestSound.Noise(9), 3));
        var error = await Assert.ThrowsAsync<InvalidInputException>(() => ReferenceSpeech.ReadAsync(_ears, [file], Stop));
        Assert.Contains(wayOut, error.Message, StringComparison.Ordinal);
    }

    private Task<string> WriteAsync(float[] samples) => TestSound.WriteAsync(Path.Combine(_folder.FullName, "made.wav"), samples);
}
