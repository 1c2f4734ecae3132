namespace Avatar.Engines.Speech.Phonemes.Mandarin;

/// <summary>A word of hanzi.</summary>
/// <param name="Start">Its first character in the stretch that was read.</param>
/// <param name="Text">Its characters.</param>
/// <param name="Syllables">One a character; empty letters where the character is not known.</param>
internal sealed record MandarinWord(int Start, string Text, Syllable[] Syllables);
