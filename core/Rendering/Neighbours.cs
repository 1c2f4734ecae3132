using System.Runtime.CompilerServices;

namespace Avatar.Core.Rendering;

/// <summary>Walks a sequence with a view of what stands before and after each element.</summary>
internal static class Neighbours
{
    /// <summary>Yields each element with the one before and the one after it, null at the ends.</summary>
    public static async IAsyncEnumerable<(T? Before, T Here, T? After)> WithNeighboursAsync<T>(
        this IAsyncEnumerable<T> source, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        where T : class
    {
        T? before = null;
        T? here = null;
        await foreach (var after in source.WithCancellation(cancellationToken))
        {
            if (here is not null)
            {
                yield return (before, here, after);
                before = here;
            }

            here = after;
        }

        if (here is not null) yield return (before, here, null);
    }
}
