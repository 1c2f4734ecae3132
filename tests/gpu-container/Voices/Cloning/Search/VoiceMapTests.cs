using System.Numerics.Tensors;
using Avatar.Engines.Speech.Kokoro;
using Avatar.Engines.Voices.Cloning;
using Avatar.Engines.Voices.Cloning.Search;

namespace Avatar.Tests.Voices.Cloning.Search;

public sealed class VoiceMapTests
{
    private static readonly VoiceMap Map = VoiceMap.Load();

    [Fact]
    public void The_place_of_a_timbre_gives_that_timbre()
    {
        var timbre = new KokoroVoices().TypicalTimbre("af_heart");
        var again = Map.TimbreAt(Map.PlaceOf(timbre));
        for (var i = 0; i < timbre.Length; i++) Assert.Equal(timbre[i], again[i], 0.01f);
    }

    [Fact]
    public void It_foretells_how_the_stock_voices_sound()
    {
        var voices = new KokoroVoices();
        var stock = StockVoices.Load(voices);
        var cosines = stock.Select(voice => TensorPrimitives.CosineSimilarity<float>(
            Map.Foretell(VoicePoint.Of(Map.PlaceOf(voices.TypicalTimbre(voice.Voice.Name)), voice.Pitch.LogMean)), voice.Embedding)).ToList();
        var others = stock.Zip(stock.Skip(1)).Select(pair => TensorPrimitives.CosineSimilarity<float>(pair.First.Embedding, pair.Second.Embedding));
        Assert.True(cosines.Average() > others.Average() + 0.1, $"{cosines.Average():0.00}, neighbours {others.Average():0.00}");
        Assert.InRange(cosines.Average(), 0.85, 1);
    }

    [Fact]
    public void The_slope_is_that_of_small_steps()
    {
        var (point, target) = Slopes.Case(3);
        _ = Map.Foretell(point, out var gradient);
        Slopes.Check(point, gradient(target), moved => TensorPrimitives.Dot<float>(Map.Foretell(moved), target));
    }
}
