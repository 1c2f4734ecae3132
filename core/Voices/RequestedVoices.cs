using System.Text.Json;
using Avatar.Core.Orchestration;

namespace Avatar.Core.Voices;

/// <summary>
/// The voices that a service was asked to learn, each a folder with <c>request.json</c> and, until it is learned or has failed, its recordings.
/// </summary>
/// <param name="folder">The folder; it need not exist.</param>
public sealed class RequestedVoices(string folder)
{
    private const string RequestFile = "request.json";

    // No voice's name begins with a dot.
    private string UploadsFolder => Path.Combine(folder, ".uploads");

    /// <summary>All of them, by name.</summary>
    public IReadOnlyList<(VoiceName Name, RequestedVoice Request)> List() => !Directory.Exists(folder)
        ? []
        :
        [
            .. from path in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal)
               let name = VoiceName.TryParse(Path.GetFileName(path))
               where name is not null
               let request = Find(name)
               where request is not null
               select (name, request),
        ];

    /// <summary>A request, or null when there is none of that name.</summary>
    public RequestedVoice? Find(VoiceName name)
    {
        var path = Path.Combine(FolderOf(name), RequestFile);
        if (!File.Exists(path)) return null;
        try
        {
            return JsonSerializer.Deserialize<RequestedVoice>(File.ReadAllBytes(path), OrchestrationJson.Options);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            // It was removed just now.
            return null;
        }
    }

    /// <summary>The files of a request's recordings, in order.</summary>
    public IReadOnlyList<string> RecordingsOf(VoiceName name, RequestedVoice request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return [.. request.Recordings.Select((_, i) => RecordingIn(FolderOf(name), i))];
    }

    /// <summary>A place for recordings that are coming in.</summary>
    public RecordingUpload NewUpload() => new(Path.Combine(UploadsFolder, Guid.NewGuid().ToString("N")));

    /// <summary>Takes a request with its recordings, in one step.</summary>
    public async Task TakeAsync(VoiceName name, RequestedVoice request, RecordingUpload upload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(upload);
        await using (var file = File.Create(Path.Combine(upload.Folder, RequestFile)))
            await JsonSerializer.SerializeAsync(file, request, OrchestrationJson.Options, cancellationToken);
        Directory.Move(upload.Folder, FolderOf(name));
    }

    /// <summary>Deletes a request's recordings and keeps the request.</summary>
    public void RemoveRecordings(VoiceName name, RequestedVoice request)
    {
        foreach (var recording in RecordingsOf(name, request)) File.Delete(recording);
    }

    /// <summary>Deletes a request with its recordings.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Remove(VoiceName name) => VoiceStore.Delete(FolderOf(name));

    /// <summary>Deletes uploads that a killed process has left. No other process may be taking some.</summary>
    public void RemoveLeftovers() => VoiceStore.Delete(UploadsFolder);

    /// <summary>The file of a recording in its folder; no name is the beginning of another.</summary>
    internal static string RecordingIn(string folder, int index) => Path.Combine(folder, $"recording-{index + 1:00}");

    private string FolderOf(VoiceName name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Path.Combine(folder, name.Value);
    }
}
