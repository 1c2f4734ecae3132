using Avatar.Engines.Audio;
using Avatar.Engines.Speech.Kokoro;
using Avatar.Engines.Voices.Cloning.Search;
using CsCheck;

namespace Avatar.Tests.Voices.Cloning.Search;

public sealed class VoicePointTests
{
    private static readonly Gen<float[]> AnyValues = Gen.Float[-50, 50].Array[VoicePoint.Dimensions];

    [Fact]
    public void A_timbre_alone_has_plain_formants_and_a_flat_equalizer()
    {
        var point = VoicePoint.Of(new float[VoicePoint.TimbreDimensions], Math.Log(120));
        Assert.Equal(1, point.FormantRatio);
        Assert.All(point.EqualizerDb, gain => Assert.Equal(0, gain));
        Assert.Equal(0, point.SquaredDistance);
    }

    [Fact]
    public void Every_point_can_be_spoken() => AnyValues.Sample(values =>
    {
        var point = VoicePoint.Taken(values).Spoken();
        Assert.InRange(point.FormantRatio, FormantShift.Least, FormantShift.Most);
        Assert.All(point.EqualizerDb, gain => Assert.InRange(gain, -Equalizer.MostDb, Equalizer.MostDb));
        Assert.Equal(point.FormantRatio, 1 + 0.1 * point.Values[VoicePoint.Formant], 1e-6);
    });

    [Fact]
    public void A_point_near_by_has_the_same_pitch_and_the_same_rest_of_the_timbre() => AnyValues.Sample(values =>
    {
        var point = VoicePoint.Taken(values);
        var near = point.Near(new Random(1), 0.25, 0.1);
        for (var i = 0; i < VoicePoint.Dimensions; i++)
            if (!VoicePoint.IsSearched(i))
                Assert.Equal(point.Values[i], near.Values[i]);
        Assert.False(point.Values[..VoicePoint.SearchedTimbre].SequenceEqual(near.Values[..VoicePoint.SearchedTimbre]));
    });

    [Fact]
    public void Another_equalizer_leaves_the_voice_as_it_is() => AnyValues.Sample(values =>
    {
        var point = VoicePoint.Taken(values);
        Assert.True(point.Values[..VoicePoint.EqualizerStart].SequenceEqual(point.Reequalized(new Random(1), 0.3).Values[..VoicePoint.EqualizerStart]));
    });
}
