using Avatar.Engines.Portraits.Motion.Clips;

namespace Avatar.Engines.Tests.Portraits.Motion.Clips;

public class SeriesTests
{
    private const double None = double.NaN;

    [Fact]
    public void Gaps_become_straight_lines()
    {
        double[] values = [None, 2, None, None, 8, 7, None];
        Series.Bridge(values);
        Assert.Equal([2, 2, 4, 6, 8, 7, 7], values);
    }

    [Fact]
    public void Smoothing_keeps_straight_lines_and_delays_nothing()
    {
        var line = Enumerable.Range(0, 40).Select(i => 3.0 * i).ToArray();
        for (var i = 10; i < 30; i++) Assert.Equal(line[i], Series.Smooth(line, 1.5)[i], 1e-9);
        var bump = new double[21];
        bump[10] = 1;
        var smooth = Series.Smooth(bump, 1);
        // 1 / (1 + 2 (e^-0.5 + e^-2 + e^-4.5)) = 0.39905.
        Assert.Equal(0.39905, smooth[10], 1e-5);
        for (var i = 0; i < 10; i++) Assert.Equal(smooth[10 - i], smooth[10 + i], 1e-12);
    }

    [Fact]
    public void Quantiles_pass_over_gaps()
    {
        double[] values = [5, None, 1, 3, None, 2, 4];
        Assert.Equal(3, Series.Quantile(values, 0.5));
        Assert.Equal(1, Series.Quantile(values, 0));
        Assert.Equal(5, Series.Quantile(values, 1));
    }
}
