using Avatar.Core.Errors;
using Avatar.Engines.Speech.Xtts;

namespace Avatar.Tests.Speech.Xtts;

public sealed class CodeSamplerTests
{
    private const int Codes = 100;
    private const int Start = 99;

    [Theory]
    [InlineData(0.0, 10)]
    [InlineData(0.66, 10)]
    [InlineData(0.67, 20)]
    [InlineData(0.999, 20)]
    public void The_fewest_codes_that_have_85_percent_are_drawn_by_their_probabilities(double chance, int expected)
    {
        // Temperature 0.75: probabilities of 0.6, 0.3 and 0.1. The first two have 0.9, of which the first has two thirds.
        var logits = Logits((10, 0.75 * Math.Log(0.6)), (20, 0.75 * Math.Log(0.3)), (30, 0.75 * Math.Log(0.1)));
        Assert.Equal(expected, new CodeSampler(Codes, Start, new Fixed(chance)).Next(logits));
    }

    [Fact]
    public void Of_many_equal_codes_50_are_looked_at_of_which_43_have_85_percent()
    {
        var logits = Logits([.. Enumerable.Range(2, 60).Select(code => (code, 1.0))]);
        var drawn = Enumerable.Range(0, 1000).Select(i => new CodeSampler(Codes, Start, new Fixed(i / 1000.0)).Next(logits)).Distinct().ToList();
        Assert.Equal(43, drawn.Count);
        Assert.All(drawn, code => Assert.InRange(code, 2, 61));
    }

    [Theory]
    [InlineData(0.0, new[] { 10, 20, 10 })]
    [InlineData(0.999, new[] { 10, 10, 10 })]
    public void The_logit_of_what_was_written_is_divided_by_ten_however_often_it_was(double chance, int[] expected)
    {
        // At first 8 against 2 has more than 0.85 alone. Then 0.8 against 2: exp(1.2 / 0.75) = 5 to 1, so the better one has 0.83 and both are kept. Then the same again,
        // or 0.8 against 0.2.
        var sampler = new CodeSampler(Codes, Start, new Fixed(chance));
        var logits = Logits((10, 8), (20, 2));
        int[] written = [sampler.Next(logits), sampler.Next(logits), sampler.Next(logits)];
        Assert.Equal(expected, written);
    }

    [Fact]
    public void A_negative_logit_is_multiplied_instead()
    {
        var sampler = new CodeSampler(Codes, Start, new Fixed(0));
        // -1 becomes -10, which is less than -5.
        var logits = Logits((10, -1), (20, -5));
        Assert.Equal((10, 20), (sampler.Next(logits), sampler.Next(logits)));
    }

    [Fact]
    public void The_start_and_what_the_original_takes_the_prefix_for_are_penalised_from_the_beginning() =>
        Assert.Equal(10, new CodeSampler(Codes, Start, new Fixed(0.999)).Next(Logits((1, 40), (Start, 40), (10, 30))));

    [Fact]
    public void The_same_chance_writes_the_same()
    {
        var random = new Random(5);
        float[][] logits = [.. Enumerable.Range(0, 50).Select(_ => Enumerable.Range(0, Codes).Select(_ => random.NextSingle() * 6 - 3).ToArray())];
        Assert.Equal(Written(1), Written(1));
        Assert.NotEqual(Written(1), Written(2));

        List<int> Written(int seed)
        {
            var sampler = new CodeSampler(Codes, Start, new Random(seed));
            return [.. logits.Select(row => sampler.Next(row))];
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void What_is_no_number_is_a_failure_of_the_model(float value) =>
        Assert.Contains("no numbers", Assert.Throws<RenderFailedException>(() => new CodeSampler(Codes, Start, new Random(1)).Next(Logits((10, 5), (20, value)))).Message, StringComparison.Ordinal);

    private static float[] Logits(params (int Code, double Logit)[] likely)
    {
        var logits = new float[Codes];
        Array.Fill(logits, -1000);
        foreach (var (code, logit) in likely) logits[code] = (float)logit;
        return logits;
    }

    private sealed class Fixed(double chance) : Random
    {
        public override double NextDouble() => chance;
    }
}
