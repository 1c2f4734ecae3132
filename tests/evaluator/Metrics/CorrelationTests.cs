using Avatar.Evaluator.Metrics;
using CsCheck;

namespace Avatar.Tests.Metrics;

public sealed class CorrelationTests
{
    private static readonly Gen<double[]> Series = Gen.Double[-1, 1].Array[80, 120];

    [Fact]
    public void A_series_and_itself_correlate_fully_and_against_its_negative_not_at_all() => Series.Sample(series =>
    {
        Assert.Equal(1, Correlation.Pearson(series, series), 9);
        Assert.Equal(-1, Correlation.Pearson(series, Array.ConvertAll(series, value => -value)), 9);
    });

    [Fact]
    public void Scale_and_place_do_not_matter() => Gen.Select(Series, Gen.Double[0.1, 10], Gen.Double[-5, 5]).Sample((series, scale, place) =>
        Assert.Equal(1, Correlation.Pearson(series, Array.ConvertAll(series, value => scale * value + place)), 6));

    [Fact]
    public void A_series_that_is_late_by_whole_steps_is_found_to_be_so() => Gen.Select(Series, Gen.Int[-8, 8]).Sample((series, late) =>
    {
        var shifted = new double[series.Length];
        for (var i = 0; i < series.Length; i++) shifted[i] = series[Math.Clamp(i - late, 0, series.Length - 1)];
        var (shift, value) = Correlation.Best(shifted, series, 10);
        Assert.InRange(shift, late - 0.5, late + 0.5);
        Assert.InRange(value, 0.99, 1);
    });

    [Fact]
    public void Parts_of_a_step_are_found_in_a_slow_movement()
    {
        static double[] Wave(double late) => [.. Enumerable.Range(0, 100).Select(i => Math.Sin((i - late) / 4) + 0.5 * Math.Sin((i - late) / 9))];
        Assert.Equal(2.4, Correlation.Best(Wave(2.4), Wave(0), 10).Shift, 0.1);
    }

    [Fact]
    public void What_does_not_move_has_no_shift_and_no_correlation()
    {
        var (shift, value) = Correlation.Best(new double[100], [.. Enumerable.Range(0, 100).Select(i => Math.Sin(i))], 10);
        Assert.Equal((double.NaN, 0), (shift, value));
    }

    [Fact]
    public void Too_short_a_series_has_no_shift() => Assert.Equal(double.NaN, Correlation.Best([1, 2, 1, 3], [1, 2, 1, 3], 10).Shift);
}
