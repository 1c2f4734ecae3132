using Avatar.Core.Languages;

namespace Avatar.Core.GpuService;

/// <summary>The body of <c>POST /v1/transcribe</c>; the answer is a <see cref="Recognition.Transcript"/>.</summary>
/// <param name="Recording">The URL of an audio or video file of up to 2 hours.</param>
/// <param name="Language">auto, en, zh or es.</param>
public sealed record TranscribeCall(string Recording, string Language = LanguageCode.Auto);
