namespace Avatar.Evaluator.Runs;

/// <summary>A clip over its frames, for plots.</summary>
/// <param name="FramesPerSecond">Frames per second.</param>
/// <param name="MouthOpening">How far the mouth is open, as the mesh sees it.</param>
/// <param name="AskedOpening">How far the phonemes ask for, 0 to 1.</param>
/// <param name="SoundLevel">The level of the sound, 0 to 1.</param>
internal sealed record ClipCurves(double FramesPerSecond, double[] MouthOpening, double[] AskedOpening, double[] SoundLevel);
