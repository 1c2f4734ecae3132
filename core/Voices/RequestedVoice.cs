using Avatar.Core.Languages;

namespace Avatar.Core.Voices;

/// <summary>A voice that a service was asked to learn. It is kept beside the recordings, apart from the journal, so that it can be deleted with them.</summary>
/// <param name="JobId">The job that learns it.</param>
/// <param name="Language">The language of the recordings; null to recognise it.</param>
/// <param name="Consent">The owner's permission.</param>
/// <param name="Quick">Whether the search is left out.</param>
/// <param name="Recordings">What the user calls the recordings, in order.</param>
public sealed record RequestedVoice(string JobId, Language? Language, Consent Consent, bool Quick, IReadOnlyList<string> Recordings);
