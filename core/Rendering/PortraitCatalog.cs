using Avatar.Core.Installation;
using Avatar.Core.Languages;

namespace Avatar.Core.Rendering;

/// <summary>The portraits that ship with the product, in <c>assets/images</c>.</summary>
public static class PortraitCatalog
{
    private const string FileSuffix = "_neutral.jpg";

    /// <summary>The shipped portraits' names, in order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Directory.EnumerateFiles(ProductFiles.Asset("images"), "*" + FileSuffix)
            .Select(file => Path.GetFileName(file)[..^FileSuffix.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The name of the portrait used for a language when none is asked for.</summary>
    public static string DefaultFor(Language language) => language switch
    {
        Language.Mandarin => "mei",
        Language.Spanish => "sofia",
        _ => "bruce",
    };

    /// <summary>The image file of a shipped portrait.</summary>
    public static string PathOf(string name) => ProductFiles.Asset("images", name + FileSuffix);
}
