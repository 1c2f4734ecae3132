namespace Avatar.Core.Recognition;

/// <summary>
/// The fewest changes that turn one sequence into another (V. I. Levenshtein, Soviet Physics Doklady 10, 1966; found by dynamic programming, R. A. Wagner
/// and M. J. Fischer, Journal of the ACM 21, 1974).
/// </summary>
/// <param name="Substitutions">Elements that another one stands for.</param>
/// <param name="Deletions">Elements that are missing.</param>
/// <param name="Insertions">Elements that are too many.</param>
internal readonly record struct EditDistance(int Substitutions, int Deletions, int Insertions)
{
    /// <summary>All changes.</summary>
    public int Total => Substitutions + Deletions + Insertions;

    /// <summary>The changes from one sequence to another. Of several ways with as few changes, one with the most substitutions.</summary>
    public static EditDistance Between(IReadOnlyList<string> from, IReadOnlyList<string> to)
    {
        var row = new EditDistance[to.Count + 1];
        for (var j = 0; j < row.Length; j++) row[j] = new EditDistance(0, 0, j);
        foreach (var element in from)
        {
            var diagonal = row[0];
            row[0] = row[0] with { Deletions = row[0].Deletions + 1 };
            for (var j = 1; j < row.Length; j++)
            {
                var best = element == to[j - 1] ? diagonal : diagonal with { Substitutions = diagonal.Substitutions + 1 };
                if (row[j].Total + 1 < best.Total) best = row[j] with { Deletions = row[j].Deletions + 1 };
                if (row[j - 1].Total + 1 < best.Total) best = row[j - 1] with { Insertions = row[j - 1].Insertions + 1 };
                (diagonal, row[j]) = (row[j], best);
            }
        }

        return row[^1];
    }
}
