using System.Globalization;
using Avatar.Core.Errors;

namespace Avatar.Functions.Orchestration;

/// <summary>Where a page of a listing ends; its text is the listing's continuation.</summary>
/// <param name="CreatedUtc">When the last orchestration of the page was scheduled.</param>
/// <param name="Id">Its id.</param>
internal sealed record PageMark(DateTimeOffset CreatedUtc, string Id)
{
    /// <summary>Reads a continuation; null for the first page.</summary>
    /// <exception cref="InvalidInputException">It is not one that was given out.</exception>
    public static PageMark? Parse(string? continuation)
    {
        if (continuation is null) return null;
        return continuation.Split('~', 2) is [var ticks, { Length: > 0 } id]
            && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var created) && created <= DateTime.MaxValue.Ticks
            ? new PageMark(new DateTimeOffset(created, TimeSpan.Zero), id)
            : throw new InvalidInputException("after", "The continuation is not one that was given out: leave it away to get the first page.");
    }

    /// <summary>Whether it comes later in a list whose newest is first.</summary>
    public bool IsAfter(PageMark other) =>
        CreatedUtc < other.CreatedUtc || CreatedUtc == other.CreatedUtc && string.CompareOrdinal(Id, other.Id) > 0;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{CreatedUtc.UtcTicks}~{Id}");
}
