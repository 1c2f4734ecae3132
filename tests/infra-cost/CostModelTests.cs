using Avatar.Core.Errors;
using Avatar.Infra.Settings;
using Avatar.Tests;
using CsCheck;

namespace Avatar.Cost.Tests;

public class CostModelTests
{
    private static readonly PriceList s_list = PriceList.Read(Repository.File("infra", "cost", "prices.json"));

    /// <summary>Months of up to a few hundred hours of a GPU, and stacks of all sizes.</summary>
    private static readonly Gen<(SizeSettings Sizes, int Videos, double Seconds, int Bursts)> s_gen = Gen.Select(
        Gen.Int[1, 10], Gen.Int[1, 16], Gen.Int[0, 20], Gen.Int[1, 30], Gen.Int[0, 5000], Gen.Double[1, 300], Gen.Int[1, 3000],
        (most, jobs, queue, replicas, videos, seconds, bursts) =>
            (Prod() with { GpuMaxInstances = most, GpuJobs = jobs, GpuQueue = queue, FunctionsMaxReplicas = replicas }, videos, seconds, bursts));

    [Fact]
    public void Each_line_of_a_month_is_what_it_comes_to_by_hand()
    {
        var lines = new CostModel(Prod(), s_list).Month(new Workload(1000, 60, 20)).ToDictionary(line => line.Item, line => line.Usd);

        const double instance = 0.0001867 + (4 * 0.000018) + (16 * 0.000002); // USD a second
        Assert.Equal(1000 * 60 * 0.5 * instance, lines["GPU, at work"], 1e-9);
        Assert.Equal(20 * 3 * 60 * instance, lines["GPU, starting"], 1e-9); // 50 videos are 250 segments, nine an instance: all three.
        Assert.Equal(20 * 3 * 900 * instance, lines["GPU, idle before it goes"], 1e-9);
        const double awake = 60 + (50 * 60 * 0.5 / 3) + (50 * 60 * 0.04 / 5) + 300; // seconds of each of five replicas
        Assert.Equal(20 * 5 * awake * (0.000024 + (2 * 0.000003)), lines["Functions app"], 1e-9);
        const double gigabytes = 1000 * 60 * 46 / 1e6;
        Assert.Equal((((gigabytes * 37) + (3 * gigabytes * 14)) / (365.25 / 12) + 3) * 0.02 + (10 * 0.1), lines["Storage"], 1e-9);
        Assert.Equal((3 * gigabytes * 0.12) + (gigabytes * 0.087), lines["Traffic"], 1e-9);
        Assert.Equal(365.25 / 12 * 0.1666, lines["Registry in Azure"], 1e-9);
    }

    [Fact]
    public void Nothing_rendered_costs_only_what_is_kept()
    {
        var lines = new CostModel(Prod(), s_list).Month(new Workload(0, 60, 20));

        Assert.All(lines.Where(line => line.Item is not ("Storage" or "Registry in Azure" or "Events")), line => Assert.Equal(0, line.Usd));
    }

    [Fact]
    public void More_videos_never_cost_less() => s_gen.Sample(one =>
    {
        var model = new CostModel(one.Sizes, s_list);
        Assert.True(model.MonthUsd(new(one.Videos + 1, one.Seconds, one.Bursts)) >= model.MonthUsd(new(one.Videos, one.Seconds, one.Bursts)) - 1e-9);
    });

    [Fact]
    public void Longer_videos_never_cost_less() => Gen.Select(s_gen, Gen.Double[0, 300]).Sample((one, more) =>
    {
        var model = new CostModel(one.Sizes, s_list);
        Assert.True(model.MonthUsd(new(one.Videos, one.Seconds + more, one.Bursts)) >= model.MonthUsd(new(one.Videos, one.Seconds, one.Bursts)) - 1e-9);
    });

    [Fact]
    public void All_at_once_costs_least() => s_gen.Sample(one =>
    {
        var model = new CostModel(one.Sizes, s_list);
        Assert.True(model.MonthUsd(new(one.Videos, one.Seconds, 1)) <= model.MonthUsd(new(one.Videos, one.Seconds, one.Bursts)) + 1e-9);
    });

    [Fact]
    public void GPUs_are_billed_for_their_work_and_never_for_more_than_the_whole_month() => s_gen.Sample(one =>
    {
        var model = new CostModel(one.Sizes, s_list);
        var lines = model.Month(new(one.Videos, one.Seconds, one.Bursts));
        var seconds = lines.Take(3).Sum(line => line.Usd) / model.InstanceSecondUsd;
        Assert.InRange(seconds, one.Videos * one.Seconds * 0.5 * 0.999999, one.Sizes.GpuMaxInstances * Workload.MonthSeconds * 1.000001);
    });

    [Fact]
    public void Bursts_have_all_the_videos_and_differ_by_one_at_most() => Gen.Select(Gen.Int[0, 100_000], Gen.Int[1, 10_000]).Sample((videos, bursts) =>
    {
        var month = new Workload(videos, 60, bursts);
        var sizes = month.Sizes().ToArray();
        Assert.Equal(videos, sizes.Sum(size => size.Videos * size.Count));
        Assert.True(videos == 0 || sizes.Sum(size => size.Count) == month.Bursts);
        Assert.True(sizes.Length < 2 || sizes[0].Videos - sizes[1].Videos == 1);
    });

    [Fact]
    public void More_than_the_GPUs_can_render_in_a_month_is_refused()
    {
        var error = Assert.Throws<InvalidInputException>(() => new CostModel(Prod(), s_list).Month(new Workload(10_000_000, 60, 20)));

        Assert.Contains("avatar:gpuMaxInstances", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, 60, 1, "videos")]
    [InlineData(1, 0, 1, "seconds")]
    [InlineData(1, double.NaN, 1, "seconds")]
    [InlineData(1, 60, 0, "bursts")]
    public void Numbers_out_of_range_are_refused_by_name(int videos, double seconds, int bursts, string field) =>
        Assert.Equal(field, Assert.Throws<InvalidInputException>(() => new Workload(videos, seconds, bursts)).Field);

    private static SizeSettings Prod() => StackFile.Read(Repository.File("infra", "Pulumi.prod.yaml"));
}
