using Avatar.Core.Languages;
using Avatar.Engines.Voices;
using Avatar.Engines.Voices.Cloning.Search;

namespace Avatar.Tests.Voices.Cloning.Search;

public sealed class HarmModelTests
{
    private static readonly IReadOnlyDictionary<Language, VoicePoint> Natives = Enum.GetValues<Language>().ToDictionary(language => language, _ => MadeUpSpeaker.Start);

    [Fact]
    public void Before_anything_is_judged_it_grows_with_the_distance_from_a_native_voice()
    {
        var model = new HarmModel(Natives);
        var far = MadeUpSpeaker.Start.Near(new Random(1), 1, 0);
        Assert.Equal(0, model.Foretell(MadeUpSpeaker.Start, Language.Spanish, out _));
        var half = model.Foretell(MadeUpSpeaker.Start.Towards(far, 0.5f), Language.Spanish, out _);
        Assert.True(half > 0);
        Assert.Equal(4 * half, model.Foretell(far, Language.Spanish, out _), 1e-3);
    }

    [Fact]
    public void What_was_judged_is_foretold_of_other_points_of_the_same_language_only()
    {
        var model = Learned();
        var random = new Random(3);
        var (learned, before) = (0.0, 0.0);
        for (var i = 0; i < 20; i++)
        {
            var point = MadeUpSpeaker.Start.Near(random, 0.5, 0.2);
            learned += Math.Abs(model.Foretell(point, Language.Mandarin, out _) - Truth(point));
            before += Math.Abs(model.Foretell(point, Language.English, out _) - Truth(point));
        }

        Assert.True(learned < 0.5 * before, $"wrong by {learned / 20:0.000}, without by {before / 20:0.000}");
    }

    [Fact]
    public void What_was_not_judged_tells_nothing()
    {
        var model = new HarmModel(Natives);
        var point = MadeUpSpeaker.Start.Near(new Random(1), 1, 0.2);
        var before = model.Foretell(point, Language.English, out _);
        model.Add(new Observation(point, Language.English, 0, 0, new float[SpeakerEncoder.EmbeddingLength], null));
        Assert.Equal(before, model.Foretell(point, Language.English, out _));
    }

    [Fact]
    public void The_slope_is_that_of_small_steps()
    {
        var model = Learned();
        var (point, _) = Slopes.Case(4);
        _ = model.Foretell(point, Language.Mandarin, out var slopes);
        Slopes.Check(point, slopes, moved => model.Foretell(moved, Language.Mandarin, out _));
    }

    /// <summary>Harm along one direction, and of low formants.</summary>
    private static float Truth(VoicePoint point) => 0.1f + 0.08f * (point.Values[0] - point.Values[3]) - 0.1f * point.Values[VoicePoint.Formant];

    private static HarmModel Learned()
    {
        var (model, random) = (new HarmModel(Natives), new Random(2));
        for (var i = 0; i < 80; i++)
        {
            var point = MadeUpSpeaker.Start.Near(random, 0.5, 0.2);
            model.Add(new Observation(point, Language.Mandarin, i % 4, i, new float[SpeakerEncoder.EmbeddingLength], Truth(point)));
        }

        return model;
    }
}
