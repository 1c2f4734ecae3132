using System.Security.Cryptography;
using System.Text;

namespace Avatar.Core.Voices;

/// <summary>A cloned voice as renders and statements know it; another recording, search or consent makes it another one.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Id">The profile's id.</param>
/// <param name="ConsentSha256">
/// SHA-256, in hex, of three lines of UTF-8: the consent's statement, when it was recorded (UTC, as 2026-11-24T10:00:00.0000000+00:00) and the
/// recording's sha256. The last two are not told to others, so that nobody can find the statement by guessing.
/// </param>
public sealed record ClonedVoice(string Name, string Id, string ConsentSha256)
{
    /// <summary>The voice of a profile.</summary>
    public static ClonedVoice Of(VoiceProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var consent = $"{profile.Consent.Statement}\n{profile.Consent.RecordedUtc.ToUniversalTime():O}\n{profile.Reference.Sha256}";
        return new ClonedVoice(profile.Name, profile.Id, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(consent))));
    }
}
