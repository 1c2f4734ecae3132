using Avatar.Core.Errors;
using Avatar.Core.Installation;

namespace Avatar.Evaluator.Scenarios;

/// <summary>The scenarios in <c>evaluator/scenarios</c>, and those in files that users name.</summary>
internal static class ScenarioCatalog
{
    /// <summary>The small set that changes are judged by; left out where all are asked for, as its clips are like those of the others.</summary>
    public const string Gate = "gate";

    private const string Extension = ".yaml";

    /// <summary>The folder of the shipped ones.</summary>
    public static string Folder => ProductFiles.PathOf("evaluator", "scenarios");

    /// <summary>The names of the shipped ones.</summary>
    public static IReadOnlyList<string> Names => Directory.Exists(Folder)
        ? [.. Directory.EnumerateFiles(Folder, "*" + Extension).Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)]
        : throw new RenderFailedException($"{Folder} is missing: evaluate in a checkout.");

    /// <summary>Reads scenarios.</summary>
    /// <param name="asked">Names, or paths that end in .yaml; none for all that are shipped.</param>
    /// <exception cref="InvalidInputException">There is no such scenario, or one is wrong.</exception>
    public static IReadOnlyList<Scenario> Load(IReadOnlyList<string> asked)
    {
        IEnumerable<string> names = asked.Count > 0 ? asked : Names.Where(name => name != Gate);
        var scenarios = names.Select(name => ScenarioFile.Read(PathOf(name))).ToList();
        var clips = scenarios.SelectMany(scenario => scenario.Clips, (scenario, clip) => (clip.Id, scenario.Name));
        return clips.GroupBy(clip => clip.Id).FirstOrDefault(same => same.Count() > 1) is { } twice
            ? throw new InvalidInputException(
                "scenario", $"Clip '{twice.Key}' is in {string.Join(" and in ", twice.Select(clip => clip.Name))}: name it otherwise in one of them.")
            : scenarios;
    }

    private static string PathOf(string name)
    {
        if (Names.Contains(name)) return Path.Combine(Folder, name + Extension);
        return name.EndsWith(Extension, StringComparison.Ordinal) && File.Exists(name)
            ? name
            : throw new InvalidInputException("scenario", $"Scenario '{Printable.Of(name, 60)}' is neither a .yaml file nor one of {string.Join(", ", Names)}.");
    }
}
