using Avatar.Core.Languages;

namespace Avatar.Engines.Voices.Cloning.Search;

/// <summary>How a point sounded.</summary>
/// <param name="Point">The point.</param>
/// <param name="Language">The language of the sentence.</param>
/// <param name="Sentence">The sentence it said.</param>
/// <param name="Synthesis">Which synthesis it was; another equalizer on the same one is another observation.</param>
/// <param name="Embedding">The speaker embedding of what was heard.</param>
/// <param name="Harm">How much worse it is understood and sounds than a voice of the product, in units of similarity; null where that was not judged.</param>
internal sealed record Observation(VoicePoint Point, Language Language, int Sentence, int Synthesis, float[] Embedding, float? Harm);
