namespace Avatar.Core.Captions;

/// <summary>A caption on screen.</summary>
/// <param name="StartSeconds">When it appears, from the start of the video.</param>
/// <param name="EndSeconds">When it goes; later than it appears, not later than the next one appears.</param>
/// <param name="Lines">One or two lines of plain text.</param>
public sealed record CaptionCue(double StartSeconds, double EndSeconds, IReadOnlyList<string> Lines);
