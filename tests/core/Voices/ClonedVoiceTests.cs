using Avatar.Core.Languages;
using Avatar.Core.Voices;

namespace Avatar.Core.Tests.Voices;

public class ClonedVoiceTests
{
    private static readonly VoiceProfile Profile = new(
        "bruce", "id", Language.Spanish, "male", DateTimeOffset.UnixEpoch, new Consent("Bruce Lee, 2026, signed", DateTimeOffset.UnixEpoch),
        new VoiceReference("00", 12, 120, 0.1, 4), [1, 0], 0.8, false);

    /// <summary>Reference: <c>printf 'Bruce Lee, 2026, signed\n1970-01-01T00:00:00.0000000+00:00\n00' | sha256sum</c>.</summary>
    [Fact]
    public void The_consent_is_known_by_its_digest_only() =>
        Assert.Equal(new ClonedVoice("bruce", "id", "b56cef04635eef12c7a5076bd8bfafbb64ff26691a30e39c4f8805b45f6fe41a"), ClonedVoice.Of(Profile));

    [Fact]
    public void It_is_another_voice_with_another_consent_recording_or_sound()
    {
        VoiceProfile[] others =
        [
            Profile with { Consent = Profile.Consent with { Statement = "Bruce Lee, 2027, signed" } },
            Profile with { Consent = Profile.Consent with { RecordedUtc = DateTimeOffset.UnixEpoch.AddTicks(1) } },
            Profile with { Reference = Profile.Reference with { Sha256 = "01" } },
            Profile with { Id = "other" },
        ];
        Assert.All(others, other => Assert.NotEqual(ClonedVoice.Of(Profile), ClonedVoice.Of(other)));
        var elsewhere = Profile with { Consent = Profile.Consent with { RecordedUtc = DateTimeOffset.UnixEpoch.ToOffset(TimeSpan.FromHours(8)) } };
        Assert.Equal(ClonedVoice.Of(Profile), ClonedVoice.Of(elsewhere));
    }
}
