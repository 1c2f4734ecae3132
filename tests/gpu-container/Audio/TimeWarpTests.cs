using Avatar.Engines.Audio;
using CsCheck;

namespace Avatar.Tests.Audio;

public class TimeWarpTests
{
    [Fact]
    public void Follows_the_cheap_places()
    {
        float[][] costs =
        [
            [0, 0, 9, 9, 9, 9],
            [9, 9, 0, 9, 9, 9],
            [9, 9, 9, 0, 0, 0],
        ];
        Assert.Equal([0, 2, 3], TimeWarp.Starts(costs));
    }

    [Fact]
    public void Two_rows_may_share_a_column()
    {
        Assert.Equal([0, 0, 0], TimeWarp.Starts([[1], [1], [1]]));
        Assert.Equal([0, 1, 1, 2], TimeWarp.Starts([[0, 9, 9], [9, 0, 9], [9, 0, 9], [9, 9, 0]]));
    }

    [Fact]
    public void Goes_on_from_the_first_corner_and_is_the_cheapest_way()
    {
        // Costs of one place a row decide the way: the cheapest is found by trying them all.
        Gen.Select(Gen.Int[2, 5], Gen.Int[2, 5]).SelectMany((rows, columns) => Gen.Float[0, 1].Array[columns].Array[rows]).Sample(costs =>
        {
            var starts = TimeWarp.Starts(costs);
            Assert.Equal(0, starts[0]);
            Assert.All(starts.Zip(starts.Skip(1)), pair => Assert.True(pair.First <= pair.Second));
            Assert.Equal(Cheapest(costs, 0, 0, _ => true), Cheapest(costs, 0, 0, place => place.Column >= starts[place.Row]), 1e-5);
        });
    }

    /// <summary>The cost of the best way from a place to the last corner over places that are allowed.</summary>
    private static double Cheapest(float[][] costs, int row, int column, Func<(int Row, int Column), bool> isAllowed)
    {
        if (row >= costs.Length || column >= costs[0].Length || !isAllowed((row, column))) return double.PositiveInfinity;
        if (row == costs.Length - 1 && column == costs[0].Length - 1) return costs[row][column];
        return costs[row][column] + Math.Min(
            Cheapest(costs, row + 1, column + 1, isAllowed), Math.Min(Cheapest(costs, row + 1, column, isAllowed), Cheapest(costs, row, column + 1, isAllowed)));
    }
}
