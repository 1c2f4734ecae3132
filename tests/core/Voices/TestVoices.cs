using Avatar.Core.Languages;
using Avatar.Core.Voices;

namespace Avatar.Tests.Voices;

/// <summary>Made-up voices.</summary>
internal static class TestVoices
{
    public static Consent Consent { get; } = Consent.Record("Bruce Lee, 2026, signed", DateTimeOffset.UnixEpoch);

    public static VoiceProfile Profile(string name) => new(
        name, "id", Language.Spanish, "male", DateTimeOffset.UnixEpoch, Consent, new VoiceReference("00", 12, 120, 0.1, 4), [1, 0], 0.8, false);

    /// <summary>Asks for a voice with two recordings.</summary>
    public static async Task AskAsync(VoiceStore store, string name, string jobId)
    {
        using var upload = store.Requests.NewUpload();
        await File.WriteAllTextAsync(upload.PathOf(0), "first", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(upload.PathOf(1), "second", TestContext.Current.CancellationToken);
        var request = new RequestedVoice(jobId, Language.Spanish, Consent, false, ["first.mp4", "second.mp4"]);
        await store.Requests.TakeAsync(VoiceName.Parse(name), request, upload, TestContext.Current.CancellationToken);
    }
}
