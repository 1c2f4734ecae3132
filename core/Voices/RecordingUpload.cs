namespace Avatar.Core.Voices;

/// <summary>Recordings that are coming in, in a folder of their own, which is deleted with them unless <see cref="RequestedVoices"/> takes it.</summary>
public sealed class RecordingUpload : IDisposable
{
    internal RecordingUpload(string folder) => Folder = Directory.CreateDirectory(folder).FullName;

    /// <summary>The folder.</summary>
    internal string Folder { get; }

    /// <summary>The file of a recording.</summary>
    /// <param name="index">Its place among the others, from 0.</param>
    public string PathOf(int index) => RequestedVoices.RecordingIn(Folder, index);

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Directory.Delete(Folder, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // It was taken.
        }
    }
}
