using System.Text.RegularExpressions;
using Avatar.Core.Media;
using Avatar.Core.Voices;

namespace Avatar.Core.Provenance;

/// <summary>What is said of a file that a cloned voice speaks.</summary>
/// <param name="Voice">The voice's name.</param>
/// <param name="VoiceId">The voice's id.</param>
/// <param name="ConsentSha256">The digest of the owner's consent (<see cref="ClonedVoice"/>).</param>
/// <param name="SignedUtc">When it was said, to the second.</param>
/// <param name="Product">What made the file.</param>
/// <param name="Audio">The file's sound.</param>
public sealed partial record ProvenanceStatement(
    string Voice, string VoiceId, string ConsentSha256, DateTimeOffset SignedUtc, string Product, AudioContent Audio)
{
    // Anybody can sign anything with a key of their own, so nothing but this is shown or believed.
    internal bool IsWellFormed => VoiceName.TryParse(Voice) is not null && Sha256().IsMatch(VoiceId) && Sha256().IsMatch(ConsentSha256)
        && PlainText().IsMatch(Product) && PlainText().IsMatch(Audio.Codec) && Sha256().IsMatch(Audio.Sha256);

    [GeneratedRegex(@"\A[0-9a-f]{64}\z")]
    private static partial Regex Sha256();

    [GeneratedRegex(@"\A[ -~]{1,100}\z")]
    private static partial Regex PlainText();
}
