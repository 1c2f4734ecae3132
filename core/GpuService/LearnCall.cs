using Avatar.Core.Languages;
using Avatar.Core.Voices;

namespace Avatar.Core.GpuService;

/// <summary>The body of <c>POST /v1/voices</c>; the answer is a <see cref="LearnEvent"/> a line.</summary>
/// <param name="Name">The voice's name.</param>
/// <param name="Recordings">URLs of audio or video files of the person speaking, up to 20.</param>
/// <param name="Consent">The person's permission.</param>
/// <param name="Language">The language spoken in them: auto, en, zh or es.</param>
/// <param name="Quick">Ends the search early.</param>
public sealed record LearnCall(string Name, IReadOnlyList<string> Recordings, string Consent, string Language = LanguageCode.Auto, bool Quick = false)
{
    /// <summary>What errors call a recording, by its place in the list.</summary>
    public static string NameOf(int index) => $"recording-{index + 1}";
}

/// <summary>How far the learning has come, its end, or why it failed: one of the three.</summary>
/// <param name="Progress">How far it has come.</param>
/// <param name="Voice">The learned voice.</param>
/// <param name="Problem">What failed, and the field where it is an input.</param>
public sealed record LearnEvent(CloningProgress? Progress = null, LearnedFiles? Voice = null, LearnProblem? Problem = null);

/// <summary>A learned voice.</summary>
/// <param name="Profile">Its profile.</param>
/// <param name="Files">The other files of its folder, each in base64, by name.</param>
public sealed record LearnedFiles(VoiceProfile Profile, IReadOnlyDictionary<string, byte[]> Files);

/// <summary>Why a voice was not learned.</summary>
public sealed record LearnProblem(string? Field, string Detail);
