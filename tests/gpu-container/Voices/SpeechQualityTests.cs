using Avatar.Engines.Voices;

namespace Avatar.Tests.Voices;

public sealed class SpeechQualityTests : IDisposable
{
    private readonly SpeechQuality _quality = new();

    public void Dispose() => _quality.Dispose();

    [Theory]
    [InlineData("es_css10.wav", 3.3, 3.7)]
    [InlineData("en_f_librispeech3331.flac", 3.0, 3.5)]
    [InlineData("en_jfk_11s.wav", 2.3, 3.0)]
    public async Task A_studio_is_rated_above_an_old_newsreel(string recording, double least, double most) =>
        Assert.InRange(_quality.Rate((await TestSound.ReadAsync(recording)).AsSpan(..130_000)).Overall, least, most);

    [Fact]
    public async Task The_more_noise_or_music_is_behind_it_the_lower_the_rating()
    {
        var speech = await TestSound.ReadAsync("es_css10.wav");
        foreach (var other in (float[][])[TestSound.Noise(9), TestSound.Music(9)])
        {
            QualityRating[] ratings = [_quality.Rate(speech), .. ((double[])[25, 15, 5]).Select(aboveDb => _quality.Rate(TestSound.Mix(speech, other, aboveDb)))];
            Assert.Equal(ratings.OrderByDescending(rating => rating.Background), ratings);
            Assert.True(ratings[0].Background > ratings[3].Background + 1, $"{ratings[0]}, {ratings[3]}");
            Assert.True(ratings[0].Overall > ratings[3].Overall + 0.5, $"{ratings[0]}, {ratings[3]}");
        }
    }

    [Fact]
    public async Task Short_speech_counts_as_if_it_were_repeated()
    {
        var speech = (await TestSound.ReadAsync("es_css10.wav"))[..40_000];
        float[] repeated = [.. speech, .. speech, .. speech, .. speech];
        Assert.Equal(_quality.Rate(repeated.AsSpan(..144_160)), _quality.Rate(speech));
    }

    [Fact]
    public async Task Long_speech_has_the_mean_of_windows_a_second_apart()
    {
        var speech = (await TestSound.ReadAsync("en_m_librispeech2609.flac"))[..(11 * 16_000)];
        var (first, second) = (_quality.Rate(speech.AsSpan(..144_160)), _quality.Rate(speech.AsSpan(16_000..160_160)));
        Assert.Equal((first.Overall + second.Overall) / 2, _quality.Rate(speech).Overall, 6);
    }

    [Fact]
    public void Nothing_can_not_be_rated() => Assert.Throws<ArgumentOutOfRangeException>(() => _quality.Rate([]));
}
