using Avatar.Core.Languages;
using Avatar.Core.Speech;

namespace Avatar.Core.Planning;

/// <summary>A text made ready to be spoken.</summary>
/// <param name="Segments">What to say, in order; at least one.</param>
/// <param name="DominantLanguage">The language of most of the text.</param>
public sealed record SpeechPlan(IReadOnlyList<SpeechSegment> Segments, Language DominantLanguage);
