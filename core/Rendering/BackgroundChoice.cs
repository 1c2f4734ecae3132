using System.Globalization;
using Avatar.Core.Errors;
using Avatar.Core.Portraits;

namespace Avatar.Core.Rendering;

/// <summary>Reads a requested background.</summary>
public static class BackgroundChoice
{
    /// <summary>Reads <c>keep</c>, <c>#rrggbb</c> or the path of an image.</summary>
    /// <exception cref="InvalidInputException">It is none of them.</exception>
    public static Background Parse(string background)
    {
        ArgumentNullException.ThrowIfNull(background);
        if (background == "keep") return new Background.Keep();
        if (background.StartsWith('#'))
            return background.Length == 7 && uint.TryParse(background.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgb)
                ? new Background.Colour((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb)
                : throw new InvalidInputException("background", $"'{background}' is not a colour: write six hexadecimal digits, such as #1e90ff.");
        return File.Exists(background)
            ? new Background.Image(background)
            : throw new InvalidInputException("background", $"Background '{background}' is neither keep, a colour such as #1e90ff, nor an image file.");
    }
}
