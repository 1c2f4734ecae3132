using System.Text.Json;
using Avatar.Core.Errors;
using Avatar.Core.Media;
using Avatar.Core.Speech;

namespace Avatar.Core.Voices;

/// <summary>
/// The cloned voices of a folder, each a folder of its own that can be copied to another machine: <c>voice.json</c>, <c>reference.wav</c> and the
/// speech engines' data. A voice that is being made is kept apart until it is whole.
/// </summary>
/// <param name="folder">The folder; it need not exist.</param>
public sealed class VoiceStore(string folder) : IClonedVoices
{
    /// <summary>The file of a voice's folder that holds its profile.</summary>
    public const string ProfileFile = "voice.json";

    /// <summary>The file that holds its recording.</summary>
    public const string ReferenceFile = "reference.wav";

    private const string UnfinishedFolder = ".unfinished";
    private const int MostImitatedSeconds = 30;

    /// <summary>The voices that a service was asked to learn.</summary>
    public RequestedVoices Requests => new(Path.Combine(folder, ".requests"));

    /// <summary>All voices, by name.</summary>
    public IReadOnlyList<VoiceProfile> List() => !Directory.Exists(folder)
        ? []
        : [.. Directory.EnumerateDirectories(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal).Select(name => Find(name!)).OfType<VoiceProfile>()];

    /// <summary>A voice, or null where there is none of that name.</summary>
    /// <exception cref="RenderFailedException">Its folder is damaged.</exception>
    public VoiceProfile? Find(string name)
    {
        if (VoiceName.TryParse(name) is not { } valid) return null;
        var path = Path.Combine(FolderOf(valid), ProfileFile);
        if (!File.Exists(path)) return null;
        try
        {
            // The folder's name counts: a copied folder may have been renamed.
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), VoiceJson.Default.VoiceProfile) is { } profile ? profile with { Name = valid.Value } : null;
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            // It was removed just now.
            return null;
        }
        catch (JsonException damaged)
        {
            throw new RenderFailedException($"{path} is damaged: remove the voice with './avatar voices remove {name}' and add it again.", damaged);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<VoiceInfo> Voices => [.. List().Select(voice => new VoiceInfo(voice.Name, voice.Language, voice.Sex))];

    /// <inheritdoc/>
    public ClonedVoice? FindClone(string name) => Find(name) is { } profile ? ClonedVoice.Of(profile) : null;

    /// <inheritdoc/>
    public byte[] DataOf(string name, string engine) => Read(name, folder => File.ReadAllBytes(DataFileIn(folder, engine)));

    /// <inheritdoc/>
    public byte[] ImitationOf(string name, string engine) => Read(name, folder =>
        KeptFileIn(folder, engine) is var kept && File.Exists(kept) ? File.ReadAllBytes(kept) : WavFile.ReadFirst(Path.Combine(folder, ReferenceFile), MostImitatedSeconds));

    /// <inheritdoc/>
    public void Keep(string name, string engine, byte[] data)
    {
        var voiceFolder = FolderOf(VoiceName.Parse(name));
        // It may have been removed meanwhile.
        if (!Directory.Exists(voiceFolder)) return;
        using var partial = new PartialFile(KeptFileIn(voiceFolder, engine));
        File.WriteAllBytes(partial.Path, data);
        partial.Commit();
    }

    /// <summary>The file of a voice's folder that an engine has learned.</summary>
    public static string DataFileIn(string voiceFolder, string engine) => Path.Combine(voiceFolder, engine + ".json");

    /// <summary>The folder of a voice.</summary>
    public string FolderOf(VoiceName name) => Path.Combine(folder, name.Value);

    /// <summary>The folder of a voice that is being made; what an interrupted search has found is in it.</summary>
    public string UnfinishedFolderOf(VoiceName name) => Directory.CreateDirectory(Path.Combine(folder, UnfinishedFolder, name.Value)).FullName;

    /// <summary>Makes a voice of its unfinished folder, in one step.</summary>
    /// <exception cref="InvalidInputException">There is a voice of that name by now.</exception>
    public async Task FinishAsync(VoiceProfile profile, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var name = VoiceName.Parse(profile.Name);
        RefuseExisting(name);
        var unfinished = UnfinishedFolderOf(name);
        await using (var file = File.Create(Path.Combine(unfinished, ProfileFile)))
            await JsonSerializer.SerializeAsync(file, profile, VoiceJson.Default.VoiceProfile, cancellationToken);
        Directory.Move(unfinished, FolderOf(name));
    }

    /// <summary>Whether there is a voice of a name.</summary>
    public bool IsTaken(VoiceName name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Directory.Exists(FolderOf(name));
    }

    /// <summary>Refuses a name that is taken.</summary>
    /// <exception cref="InvalidInputException">There is a voice of that name.</exception>
    public void RefuseExisting(VoiceName name)
    {
        if (IsTaken(name))
            throw new InvalidInputException("name", $"There is a voice {name} already: take another name, or remove it first with './avatar voices remove {name}'.");
    }

    /// <summary>Removes a voice with its recording and its consent, also one that is not finished or only asked for.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Remove(VoiceName name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Delete(FolderOf(name)) | RemoveUnfinished(name) | Requests.Remove(name);
    }

    /// <summary>Removes what an interrupted or failed search has left.</summary>
    /// <returns>Whether there was something.</returns>
    public bool RemoveUnfinished(VoiceName name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Delete(Path.Combine(folder, UnfinishedFolder, name.Value));
    }

    private static string KeptFileIn(string voiceFolder, string engine) => Path.Combine(voiceFolder, engine + ".bin");

    private byte[] Read(string name, Func<string, byte[]> read)
    {
        try
        {
            return read(FolderOf(VoiceName.Parse(name)));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new RenderFailedException($"The voice {name} is not whole ({missing.Message}): remove it with './avatar voices remove {name}' and add it again.", missing);
        }
    }

    /// <summary>Deletes a folder.</summary>
    /// <returns>Whether there was one.</returns>
    internal static bool Delete(string path)
    {
        if (!Directory.Exists(path)) return false;
        Directory.Delete(path, recursive: true);
        return true;
    }
}
