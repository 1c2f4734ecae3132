using System.Numerics.Tensors;

namespace Avatar.Engines.Voices.Utterances;

/// <summary>
/// Who speaks when: windows of speech grouped by voice. Each window joins the group it is most like or founds one, groups that turn out alike are
/// joined, and the windows are dealt out anew until nothing changes. How alike two groups are is the mean cosine over all pairs of their windows, which
/// does not depend on their sizes; what it must be does, since it scatters less the more pairs there are.
/// </summary>
internal static class SpeakerGroups
{
    /// <summary>The number of the group with the most windows.</summary>
    public const int Largest = 0;

    // One person's windows: 0.61 to 0.94, mean 0.8. Two people's: 0.24 to 0.74, mean 0.45; of two who sound alike, in one studio, 0.65. Echo, a telephone's
    // band or a low bit rate leave one person's recordings above this.
    private const double SameSimilarity = 0.68;
    private const double OneWindowScatter = 0.06;
    private const int MostRounds = 10;

    // An odd window may be a little more like another's group than its own; another's windows are more than this nearer to theirs.
    private const double Tie = 0.08;

    private sealed class Group
    {
        private readonly float[] _sum = new float[SpeakerEncoder.EmbeddingLength];
        private int _count;

        public Group(params IEnumerable<float[]> windows)
        {
            foreach (var window in windows) Add(window, 1);
        }

        public void Add(Group other) => Add(other._sum, other._count);

        public bool IsLike(Group other) =>
            TensorPrimitives.Dot<float>(_sum, other._sum) / _count / other._count >= SameSimilarity - OneWindowScatter / Math.Min(_count, other._count);

        public double Cosine(float[] window) => TensorPrimitives.CosineSimilarity<float>(_sum, window);

        private void Add(float[] sum, int count)
        {
            TensorPrimitives.Add(_sum, sum, _sum);
            _count += count;
        }
    }

    /// <summary>The group of each window, numbered by size from <see cref="Largest"/>.</summary>
    /// <param name="windows">Embeddings from <see cref="SpeakerEncoder"/>, of unit length.</param>
    public static int[] Of(IReadOnlyList<float[]> windows)
    {
        if (windows.Count == 0) return [];
        var groups = Found(windows);
        Join(groups);
        var dealt = Deal(windows, groups);
        for (var round = 0; round < MostRounds; round++)
        {
            var before = dealt;
            groups = [.. before.Distinct().Select(number => new Group(windows.Where((_, i) => before[i] == number)))];
            Join(groups);
            dealt = Deal(windows, groups);
            if (dealt.SequenceEqual(before)) break;
        }

        var numbers = dealt.CountBy(number => number).OrderByDescending(number => number.Value).Select(number => number.Key).ToList();
        var largest = groups[numbers[Largest]];
        return
        [
            .. dealt.Zip(windows, (number, window) =>
                groups[number].Cosine(window) - largest.Cosine(window) < Tie ? Largest : numbers.IndexOf(number)),
        ];
    }

    private static List<Group> Found(IReadOnlyList<float[]> windows)
    {
        var groups = new List<Group>();
        foreach (var window in windows)
        {
            var one = new Group(window);
            if (Nearest(groups, window) is { } nearest && nearest.IsLike(one)) nearest.Add(one);
            else groups.Add(one);
        }

        return groups;
    }

    private static void Join(List<Group> groups)
    {
        for (var i = 0; i < groups.Count; i++)
            for (var j = groups.Count - 1; j > i; j--)
                if (groups[i].IsLike(groups[j]))
                {
                    groups[i].Add(groups[j]);
                    groups.RemoveAt(j);
                }
    }

    private static int[] Deal(IReadOnlyList<float[]> windows, List<Group> groups) => [.. windows.Select(window => groups.IndexOf(Nearest(groups, window)!))];

    private static Group? Nearest(List<Group> groups, float[] window) => groups.MaxBy(group => group.Cosine(window));
}
