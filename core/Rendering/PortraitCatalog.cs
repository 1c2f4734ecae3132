using Avatar.Core.Errors;
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

    /// <summary>The portrait used for a language when none is asked for.</summary>
    public static string DefaultFor(Language language) => PathOf(language switch
    {
        Language.Mandarin => "mei",
        Language.Spanish => "sofia",
        _ => "bruce",
    });

    /// <summary>The image file of a shipped portrait's name, or the user's own file.</summary>
    /// <exception cref="InvalidInputException">It is neither.</exception>
    public static string Find(string nameOrFile)
    {
        if (Names.Contains(nameOrFile)) return PathOf(nameOrFile);
        if (Path.Exists(nameOrFile)) return nameOrFile;
        throw new InvalidInputException("portrait", $"Portrait '{nameOrFile}' is neither a file nor one of {string.Join(", ", Names)}.");
    }

    private static string PathOf(string name) => ProductFiles.Asset("images", name + FileSuffix);
}
