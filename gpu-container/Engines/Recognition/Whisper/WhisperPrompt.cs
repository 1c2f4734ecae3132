using Avatar.Core.Languages;

namespace Avatar.Engines.Recognition.Whisper;

/// <summary>What a transcript follows.</summary>
internal static class WhisperPrompt
{
    /// <summary>The tokens that ask for text in a language, without times.</summary>
    public static long[] Of(Language language) =>
    [
        .. language == Language.Mandarin ? MandarinText.Prompt : [],
        WhisperTokens.Start, WhisperTokens.Of(language), WhisperTokens.Transcribe, WhisperTokens.NoTimestamps,
    ];
}
