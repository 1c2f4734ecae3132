namespace Avatar.Engines.Audio;

/// <summary>
/// Dynamic time warping: the cheapest way through a table from its first corner to its last, in steps down, right or both (H. Sakoe and S. Chiba, IEEE
/// Transactions on Acoustics, Speech, and Signal Processing 26, 1978).
/// </summary>
internal static class TimeWarp
{
    /// <summary>The column in which the path enters each row; not before that of the row above.</summary>
    /// <param name="costs">The cost of every place: rows of equal length, at least one of each.</param>
    public static int[] Starts(IReadOnlyList<float[]> costs)
    {
        var (rows, columns) = (costs.Count, costs[0].Length);
        var total = new double[columns];
        var came = new Step[rows, columns];
        for (var row = 0; row < rows; row++)
        {
            var above = 0.0;
            for (var column = 0; column < columns; column++)
            {
                // total[column] still holds the row above, above the value left of it.
                var (both, down, right) = (above, total[column], column > 0 ? total[column - 1] : 0);
                above = total[column];
                var step = (row, column) switch
                {
                    (0, 0) => Step.None,
                    (0, _) => Step.Right,
                    (_, 0) => Step.Down,
                    _ => both <= down && both <= right ? Step.Both : down <= right ? Step.Down : Step.Right,
                };
                came[row, column] = step;
                total[column] = costs[row][column] + step switch { Step.None => 0, Step.Right => right, Step.Down => down, _ => both };
            }
        }

        var starts = new int[rows];
        for (int row = rows - 1, column = columns - 1; row >= 0;)
        {
            starts[row] = column;
            var step = came[row, column];
            if (step is Step.Right or Step.Both) column--;
            if (step is not Step.Right) row--;
        }

        return starts;
    }

    private enum Step : byte
    {
        None,
        Right,
        Down,
        Both,
    }
}
