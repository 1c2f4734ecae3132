using System.Security.Cryptography;
using Avatar.Core.Errors;
using Avatar.Core.Installation;

namespace Avatar.Core.Models;

/// <summary>How a file of a model is.</summary>
public enum ModelFileState
{
    /// <summary>It is there, with the right checksum where that was looked at.</summary>
    Whole,

    /// <summary>It is not there.</summary>
    Missing,

    /// <summary>Part of it was pulled; pulling goes on from there.</summary>
    Partial,

    /// <summary>It has another size or checksum than it should.</summary>
    Damaged,
}

/// <summary>The models on this machine: those of the product, and the pulled ones in a folder of their own.</summary>
/// <param name="folder">The folder of pulled models; it need not exist.</param>
public sealed class ModelStore(string folder)
{
    /// <summary>Where a file is or would be.</summary>
    public string PathOf(ModelFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file.Url is null ? ProductFiles.PathOf("models", file.Path) : Path.Combine(folder, file.Path);
    }

    /// <summary>How a file is, by its presence and its size.</summary>
    public ModelFileState Look(ModelFile file)
    {
        var path = PathOf(file);
        if (new FileInfo(path) is { Exists: true } found) return file.SizeBytes is { } size && size != found.Length ? ModelFileState.Damaged : ModelFileState.Whole;
        return File.Exists(PartialOf(path)) ? ModelFileState.Partial : ModelFileState.Missing;
    }

    /// <summary>Whether a model is wholly here, by the presence and the sizes of its files.</summary>
    /// <param name="id">The model's id in the product's manifest.</param>
    public bool Has(string id) => ModelManifest.Load().Find(id).Files.All(file => Look(file) == ModelFileState.Whole);

    /// <summary>How a file is, by its checksum. What was pinned counts where the manifest has none.</summary>
    public async Task<ModelFileState> VerifyAsync(ModelFile file, CancellationToken cancellationToken)
    {
        var state = Look(file);
        if (state != ModelFileState.Whole) return state;
        var path = PathOf(file);
        if ((file.Sha256 ?? PinOf(path)) is not { } expected) return state;
        await using var content = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken)) == expected ? ModelFileState.Whole : ModelFileState.Damaged;
    }

    /// <summary>Removes what was pulled of a model, also partly.</summary>
    /// <returns>Whether there was something.</returns>
    /// <exception cref="InvalidInputException">The model ships with the product.</exception>
    public bool Remove(ModelEntry model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.IsShipped) throw new InvalidInputException("model", $"The model {model.Id} ships with the product and can't be removed.");
        var had = false;
        foreach (var path in model.Files.Where(file => file.Url is not null).Select(PathOf))
        {
            foreach (var part in new[] { path, PartialOf(path), TagOf(path), PinFileOf(path) })
            {
                had |= part != PinFileOf(path) && File.Exists(part);
                if (Directory.Exists(Path.GetDirectoryName(part))) File.Delete(part);
            }
        }

        return had;
    }

    /// <summary>The file that is being pulled.</summary>
    internal static string PartialOf(string path) => path + ".part";

    /// <summary>Which version of it is being pulled: the server's ETag.</summary>
    internal static string TagOf(string path) => path + ".part.etag";

    /// <summary>The checksum found when the file was first pulled, as <c>sha256sum</c> writes it.</summary>
    internal static string PinFileOf(string path) => path + ".sha256";

    /// <summary>The pinned checksum, or null.</summary>
    internal static string? PinOf(string path) => File.Exists(PinFileOf(path)) ? File.ReadAllText(PinFileOf(path)).Split(' ')[0].Trim() : null;
}
