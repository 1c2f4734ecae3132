using System.Globalization;
using Avatar.Core.Errors;

namespace Avatar.Core.Portraits;

/// <summary>What stands behind the person.</summary>
public abstract record Background
{
    private Background()
    {
    }

    /// <summary>The portrait's own background.</summary>
    public sealed record Keep : Background;

    /// <summary>One colour, sRGB.</summary>
    public sealed record Colour(byte Red, byte Green, byte Blue) : Background
    {
        /// <summary>Reads <c>#rrggbb</c>.</summary>
        /// <exception cref="InvalidInputException">It is not such a colour.</exception>
        public static Colour Parse(string text) =>
            text is { Length: 7 } && text[0] == '#' && uint.TryParse(text.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgb)
                ? new Colour((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb)
                : throw new InvalidInputException("background", $"'{Printable.Of(text, 60)}' is not a colour: write six hexadecimal digits, such as #1e90ff.");

        /// <summary>The colour as <c>#rrggbb</c>.</summary>
        public string ToHex() => string.Create(CultureInfo.InvariantCulture, $"#{Red:x2}{Green:x2}{Blue:x2}");
    }

    /// <summary>An image that fills the frame, cropped to its shape.</summary>
    public sealed record Image(string Path) : Background;
}
