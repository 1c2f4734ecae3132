using Avatar.Core.Rendering;

namespace Avatar.Core.Batches;

/// <summary>A row of a batch, read and checked.</summary>
/// <param name="Row">Its number, from 1; a header does not count.</param>
/// <param name="Id">The row's own id, or its number; names its files.</param>
/// <param name="Request">What to render, or null when the row can't be used.</param>
/// <param name="Failure">Why it can't be used.</param>
public sealed record BatchRow(int Row, string Id, RenderRequest? Request, RowFailure? Failure);

/// <summary>What is wrong with a row.</summary>
/// <param name="Field">The field, or null.</param>
/// <param name="Message">One line for the user.</param>
public sealed record RowFailure(string? Field, string Message);

/// <summary>How a row ended.</summary>
public enum RowStatus
{
    /// <summary>Its video was made.</summary>
    Succeeded,

    /// <summary>It could not be used, or its render failed.</summary>
    Failed,
}

/// <summary>A row's line in <c>results.jsonl</c>.</summary>
/// <param name="Row">Its number, from 1.</param>
/// <param name="Id">Its id.</param>
/// <param name="Status">How it ended.</param>
/// <param name="JobId">The job that rendered it, or null.</param>
/// <param name="Output">The video's file name.</param>
/// <param name="DurationSeconds">The video's length.</param>
/// <param name="Seconds">How long the render took.</param>
/// <param name="Failure">Why it failed.</param>
public sealed record BatchRowResult(
    int Row, string Id, RowStatus Status, string? JobId, string? Output, double? DurationSeconds, double? Seconds, RowFailure? Failure);

/// <summary>A batch in numbers: what it reports while it runs, and <c>summary.json</c> at its end.</summary>
/// <param name="Total">Rows in all.</param>
/// <param name="Succeeded">Rows whose video is made.</param>
/// <param name="Failed">Rows that failed.</param>
/// <param name="Running">Rows being rendered.</param>
/// <param name="VideoSeconds">Seconds of video made.</param>
public sealed record BatchSummary(int Total, int Succeeded, int Failed, int Running, double VideoSeconds);
