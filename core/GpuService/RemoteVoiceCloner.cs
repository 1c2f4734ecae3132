using Avatar.Core.Errors;
using Avatar.Core.Languages;
using Avatar.Core.Media;
using Avatar.Core.Rendering;
using Avatar.Core.Voices;

namespace Avatar.Core.GpuService;

/// <summary>Has voices learned by a GPU service: the sound of the recordings goes there, the voice comes back, and nothing of either stays there.</summary>
internal sealed class RemoteVoiceCloner(GpuServiceClient client) : IVoiceCloner
{
    /// <inheritdoc/>
    public async Task<VoiceProfile> CloneAsync(VoiceRequest request, VoiceStore store, IProgress<CloningProgress> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(progress);
        store.RefuseExisting(request.Name);
        progress.Report(new CloningProgress("Listen", 0, null));
        var call = new LearnCall(
            request.Name.Value, await UrlsAsync(request.Recordings, cancellationToken), request.Consent.Statement, request.Language?.Code() ?? LanguageCode.Auto, request.Quick);
        try
        {
            await foreach (var step in client.LearnAsync(call, cancellationToken))
            {
                if (step.Progress is { } done) progress.Report(done);
                if (step.Problem is { } problem) throw problem.Field is { } field ? new InvalidInputException(field, problem.Detail) : new RenderFailedException(problem.Detail);
                if (step.Voice is { } learned) return await KeepAsync(learned, request, store, cancellationToken);
            }
        }
        catch (InvalidInputException refused)
        {
            throw new InvalidInputException(refused.Field, InUsersWords(refused.Message, request.Recordings), refused);
        }

        throw new RenderFailedException("The GPU service broke off while it learned the voice: ask for it again.");
    }

    private static async Task<IReadOnlyList<string>> UrlsAsync(IReadOnlyList<string> recordings, CancellationToken cancellationToken)
    {
        using var files = new Workspace(Path.GetTempPath());
        var urls = new List<string>();
        foreach (var (index, recording) in recordings.Index())
        {
            var copy = files.PathOf($"{index}.flac");
            await RecordingCopy.WriteAsync(recording, copy, RecordingLimit.OfVoices, cancellationToken);
            urls.Add("data:audio/flac;base64," + Convert.ToBase64String(await File.ReadAllBytesAsync(copy, cancellationToken)));
        }

        return urls;
    }

    private static async Task<VoiceProfile> KeepAsync(LearnedFiles learned, VoiceRequest request, VoiceStore store, CancellationToken cancellationToken)
    {
        var folder = store.UnfinishedFolderOf(request.Name);
        foreach (var (name, content) in learned.Files) await File.WriteAllBytesAsync(Path.Combine(folder, Path.GetFileName(name)), content, cancellationToken);
        // The consent was given here, at its own time.
        var profile = learned.Profile with { Name = request.Name.Value, Consent = request.Consent, CreatedUtc = request.Consent.RecordedUtc };
        await store.FinishAsync(profile, cancellationToken);
        return profile;
    }

    // Backwards, since recording-1 also begins recording-12.
    private static string InUsersWords(string message, IReadOnlyList<string> recordings)
    {
        for (var i = recordings.Count; i > 0; i--) message = message.Replace(LearnCall.NameOf(i - 1), recordings[i - 1], StringComparison.Ordinal);
        return message;
    }
}
