using System.Globalization;
using Avatar.Core.Artifacts;
using Avatar.Core.Errors;
using Avatar.Core.Images;

namespace Avatar.Core.Rendering;

/// <summary>Which portrait to animate.</summary>
public abstract record PortraitChoice
{
    private PortraitChoice()
    {
    }

    /// <summary>Reads a requested portrait.</summary>
    /// <exception cref="InvalidInputException">It is neither a shipped portrait's name nor a stored image's key.</exception>
    public static PortraitChoice Parse(string portrait)
    {
        if (PortraitCatalog.Names.Contains(portrait)) return new Shipped(portrait);
        return ArtifactKey.TryParse(portrait, CultureInfo.InvariantCulture, out var image) && image.Folder == StoredImages.Folder
            ? new Stored(image)
            : throw new InvalidInputException("portrait", $"Portrait '{portrait}' is neither a stored image nor one of {string.Join(", ", PortraitCatalog.Names)}.");
    }

    /// <summary>A portrait that ships with the product.</summary>
    public sealed record Shipped(string Name) : PortraitChoice;

    /// <summary>A user's image in the artifact store.</summary>
    public sealed record Stored(ArtifactKey Image) : PortraitChoice;
}
