using System.Numerics.Tensors;
using Avatar.Core.Languages;
using Avatar.Engines.Voices.Cloning.Search;

namespace Avatar.Tests.Voices.Cloning.Search;

public sealed class EmbeddingModelTests
{
    private readonly MadeUpSpeaker _world = new();

    [Fact]
    public void Before_anything_is_heard_it_says_what_the_map_says()
    {
        var model = new EmbeddingModel(MadeUpSpeaker.Map, MadeUpSpeaker.Start);
        model.Fit();
        Assert.Equal(MadeUpSpeaker.Map.Foretell(MadeUpSpeaker.Start), model.Foretell(MadeUpSpeaker.Start, Language.English, out _));
    }

    [Fact]
    public void What_was_heard_is_foretold_of_other_points_better_than_by_the_map()
    {
        var model = Learned(60);
        var random = new Random(2);
        var (learned, before) = (0.0, 0.0);
        for (var i = 0; i < 20; i++)
        {
            var point = MadeUpSpeaker.Start.Near(random, 0.25, 0.2);
            var truth = _world.Sound(point, i % 3 + 3);
            learned += TensorPrimitives.Distance<float>(model.Foretell(point, MadeUpSpeaker.Sentences[i % 3], out _), truth);
            before += TensorPrimitives.Distance<float>(MadeUpSpeaker.Map.Foretell(point), truth);
        }

        Assert.True(learned < 0.5 * before, $"wrong by {learned / 20:0.000}, the map by {before / 20:0.000}");
    }

    [Fact]
    public void The_slope_is_that_of_small_steps()
    {
        var model = Learned(30);
        var (point, target) = Slopes.Case(4);
        _ = model.Foretell(point, Language.Spanish, out var gradient);
        Slopes.Check(point, gradient(target), moved => TensorPrimitives.Dot<float>(model.Foretell(moved, Language.Spanish, out _), target));
    }

    private EmbeddingModel Learned(int points)
    {
        var model = new EmbeddingModel(MadeUpSpeaker.Map, MadeUpSpeaker.Start);
        var random = new Random(1);
        for (var i = 0; i < points; i++)
        {
            var (point, sentence) = (MadeUpSpeaker.Start.Near(random, 0.25, 0.2), i / 6 % 6);
            model.Add(new Observation(point, MadeUpSpeaker.Sentences[sentence], sentence, i, _world.Sound(point, sentence), null));
        }

        model.Fit();
        return model;
    }
}
