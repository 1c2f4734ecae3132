using Avatar.Core.Rendering;
using Avatar.Core.Speech;
using Avatar.Core.Voices;

namespace Avatar.Core.Activities;

/// <summary>A planned render, as it is stored for the activities that follow.</summary>
/// <param name="Request">The request with voice and portrait decided.</param>
/// <param name="Engines">What will make it.</param>
/// <param name="ClonedVoice">The voice where it is a cloned one, or null.</param>
/// <param name="Segments">What to say.</param>
/// <param name="Warnings">What the user should know.</param>
public sealed record RenderPlan(RenderRequest Request, RenderEngines Engines, ClonedVoice? ClonedVoice, IReadOnlyList<SpeechSegment> Segments, IReadOnlyList<string> Warnings);

/// <summary>What is said when in a segment, as it is stored beside its audio.</summary>
public sealed record SpokenMarks(SpeechMarks Marks, ProsodyTrack Prosody, int FrameCount);
