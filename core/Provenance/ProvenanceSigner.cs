using Avatar.Core.Installation;
using Avatar.Core.Media;
using Avatar.Core.Voices;

namespace Avatar.Core.Provenance;

/// <summary>Signs what this installation makes with cloned voices.</summary>
/// <param name="key">Gets the key when it is first needed; where that fails, it is asked again.</param>
/// <param name="time">The clock.</param>
public sealed class ProvenanceSigner(Func<SigningKey> key, TimeProvider time)
{
    private readonly Lazy<SigningKey> _key = new(key, LazyThreadSafetyMode.PublicationOnly);

    /// <summary>Which key it signs with.</summary>
    public string KeyFingerprint => _key.Value.Fingerprint;

    /// <summary>Makes the comment of a file from its sound; null where no cloned voice speaks.</summary>
    public Func<AudioContent, string>? CommentOf(ClonedVoice? voice) => voice is null ? null : audio => ProvenanceTag.Write(Sign(voice, audio));

    private SignedStatement Sign(ClonedVoice voice, AudioContent audio)
    {
        var second = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());
        return SignedStatement.Sign(
            new ProvenanceStatement(voice.Name, voice.Id, voice.ConsentSha256, second, $"Realtime Avatar {ProductVersion.Current}", audio), _key.Value);
    }
}
