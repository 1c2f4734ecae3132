using Avatar.Core.Speech;

namespace Avatar.Core.Captions;

/// <summary>A segment to caption.</summary>
/// <param name="Text">Its original text.</param>
/// <param name="StartSeconds">When it begins in the video.</param>
/// <param name="DurationSeconds">How long it lasts.</param>
/// <param name="Words">Its words; times count from its beginning, sources are ranges of <paramref name="Text"/>.</param>
public sealed record CaptionedSpeech(string Text, double StartSeconds, double DurationSeconds, IReadOnlyList<WordMark> Words);
