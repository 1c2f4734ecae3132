namespace Avatar.Engines.Speech.Espeak;

/// <summary>A phoneme that begins, or a pause when its name is empty.</summary>
/// <param name="Name">eSpeak's IPA name, of at most 8 bytes.</param>
/// <param name="StartSeconds">When it begins.</param>
/// <param name="TextPosition">Where the word it belongs to begins in the text: characters from 0; -1 before the first word.</param>
internal readonly record struct EspeakPhoneme(string Name, double StartSeconds, int TextPosition);

/// <summary>What eSpeak has said of one text.</summary>
/// <param name="Samples">Mono, at <see cref="EspeakLibrary.SampleRateHz"/>.</param>
/// <param name="Phonemes">In order of time; each lasts until the next.</param>
internal sealed record EspeakUtterance(List<short> Samples, List<EspeakPhoneme> Phonemes);
