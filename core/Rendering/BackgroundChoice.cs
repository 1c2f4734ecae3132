using System.Globalization;
using Avatar.Core.Artifacts;
using Avatar.Core.Errors;
using Avatar.Core.Images;
using Avatar.Core.Portraits;

namespace Avatar.Core.Rendering;

/// <summary>What is to stand behind the person.</summary>
public abstract record BackgroundChoice
{
    private BackgroundChoice()
    {
    }

    /// <summary>Reads <c>keep</c>, <c>#rrggbb</c> or the key of a stored image.</summary>
    /// <exception cref="InvalidInputException">It is none of them.</exception>
    public static BackgroundChoice Parse(string background)
    {
        ArgumentNullException.ThrowIfNull(background);
        if (background == "keep") return new Plain(new Background.Keep());
        if (background.StartsWith('#')) return new Plain(Background.Colour.Parse(background));
        return ArtifactKey.TryParse(background, CultureInfo.InvariantCulture, out var image) && image.Folder == StoredImages.Folder
            ? new Stored(image)
            : throw new InvalidInputException("background", $"Background '{background}' is neither keep, a colour such as #1e90ff, nor an image.");
    }

    /// <summary>The portrait's own background, or a colour.</summary>
    public sealed record Plain(Background Background) : BackgroundChoice;

    /// <summary>A user's image in the artifact store.</summary>
    public sealed record Stored(ArtifactKey Image) : BackgroundChoice;
}
