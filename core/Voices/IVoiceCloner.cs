using Avatar.Core.Languages;

namespace Avatar.Core.Voices;

/// <summary>A voice to make.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Recordings">Audio or video files of the person speaking; together at least 3 s of speech.</param>
/// <param name="Language">The language spoken in them; null to recognise it.</param>
/// <param name="Consent">The person's permission.</param>
/// <param name="Quick">Ends the search early: seconds instead of minutes, and less alike.</param>
public sealed record VoiceRequest(VoiceName Name, IReadOnlyList<string> Recordings, Language? Language, Consent Consent, bool Quick);

/// <summary>How far the making of a voice has come.</summary>
/// <param name="Stage">What is being done.</param>
/// <param name="Done">The share of all the work, 0 to 1.</param>
/// <param name="Similarity">How alike the last tries sounded, where it is known.</param>
public sealed record CloningProgress(string Stage, double Done, double? Similarity);

/// <summary>An engine that learns a voice from recordings.</summary>
public interface IVoiceCloner
{
    /// <summary>Makes a voice and puts it into the store. When it is interrupted, the same request goes on where it was.</summary>
    /// <exception cref="Errors.InvalidInputException">The name is taken, or the recordings are not enough of one person's clean speech.</exception>
    Task<VoiceProfile> CloneAsync(VoiceRequest request, VoiceStore store, IProgress<CloningProgress> progress, CancellationToken cancellationToken);
}
