using Avatar.Core.Media;
using Avatar.Core.Portraits.Motions;
using Avatar.Core.Speech;

namespace Avatar.Core.Portraits;

/// <summary>Speech at its place on the whole timeline.</summary>
/// <param name="StartSeconds">When it begins; the times of the marks and the prosody count from here.</param>
/// <param name="DurationSeconds">How long it lasts, the silence after it included.</param>
/// <param name="Marks">What is said when.</param>
/// <param name="Prosody">Pitch and loudness.</param>
public sealed record TimedSpeech(double StartSeconds, double DurationSeconds, SpeechMarks Marks, ProsodyTrack Prosody);

/// <summary>
/// The frames to draw for one segment. Motion is a function of the seed or a clip's motion, the absolute time and the speech near that time, so segments
/// drawn separately join without a jump: each brings its neighbours' speech, whose sounds begin to show before the join.
/// </summary>
/// <param name="Rate">The frame rate.</param>
/// <param name="StartFrame">The first frame's number on the whole timeline.</param>
/// <param name="FrameCount">How many frames.</param>
/// <param name="Speech">The segment's speech, with the previous and the next segment's where there is one, in order of time.</param>
/// <param name="Seed">The seed of all that is random in the motion.</param>
/// <param name="Motion">A clip's motion, which moves all but the mouth in place of what the seed gives; null for none.</param>
public sealed record AnimationSegment(FrameRate Rate, long StartFrame, int FrameCount, IReadOnlyList<TimedSpeech> Speech, int Seed, MotionTemplate? Motion = null);
