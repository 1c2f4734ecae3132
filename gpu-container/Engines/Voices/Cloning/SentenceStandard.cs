namespace Avatar.Engines.Voices.Cloning;

/// <summary>How a clear voice says a sentence: what other voices are judged by.</summary>
/// <param name="Tokens">What is understood, as Whisper's tokens.</param>
/// <param name="LogProbability">How likely that is, see <see cref="Recognition.Whisper.Intelligibility"/>.</param>
/// <param name="Quality">How good it sounds, see <see cref="SpeechQuality"/>.</param>
internal sealed record SentenceStandard(IReadOnlyList<int> Tokens, double LogProbability, double Quality);
