namespace Avatar.Api.Voices;

/// <summary>A voice as a client asks for it, unchecked.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Consent">The owner's permission.</param>
/// <param name="Language">The language of the recordings.</param>
/// <param name="Quick">Ends the search early.</param>
/// <param name="Recordings">The recordings that have come in, in order.</param>
public sealed record AskedVoice(string? Name, string? Consent, string? Language, bool Quick, IReadOnlyList<AskedRecording> Recordings);

/// <summary>A recording that has come in.</summary>
/// <param name="Name">What the user calls it; to be shown only.</param>
/// <param name="Sha256">Of its bytes, in hex.</param>
public sealed record AskedRecording(string Name, string Sha256);
