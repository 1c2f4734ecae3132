using System.Text.RegularExpressions;
using Avatar.Core.Errors;
using Avatar.Core.Languages;
using Avatar.Core.Rendering;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Avatar.Evaluator.Scenarios;

/// <summary>Reads a scenario from YAML. Whatever is wrong becomes one line with the file, the field and the value.</summary>
internal static partial class ScenarioFile
{
    private const int MostBytes = 1 << 20;
    private const int LongestText = 20_000;

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidInputException">It is no scenario.</exception>
    public static Scenario Read(string path)
    {
        var file = Path.GetFileName(path);
        if (new FileInfo(path).Length > MostBytes) throw Bad(file, "", $"it has more than {MostBytes >> 20} MiB");
        return Parse(Path.GetFileNameWithoutExtension(path), file, File.ReadAllText(path));
    }

    /// <summary>Reads the content of a file.</summary>
    /// <param name="name">The scenario's name.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="yaml">The content.</param>
    /// <exception cref="InvalidInputException">It is no scenario.</exception>
    public static Scenario Parse(string name, string file, string yaml)
    {
        var document = Deserialize(file, yaml) ?? throw Bad(file, "", "it is empty");
        if (document.Clips is not { Count: > 0 } clips) throw Bad(file, "clips", "give at least one clip");
        var ids = new HashSet<string>();
        return new Scenario(name, document.Description ?? throw Bad(file, "description", "say what it shows"), document.NeedsVoices, [.. clips.Select(Clip)]);

        ScenarioClip Clip(ClipYaml? clip, int index)
        {
            string At(string field) => $"clips[{index}].{field}";
            if (clip?.Id is not { } id || !Name().IsMatch(id)) throw Bad(file, At("id"), $"'{clip?.Id}' is not a name of lower-case letters, digits and dashes");
            if (!ids.Add(id)) throw Bad(file, At("id"), $"'{id}' is there twice");
            if (string.IsNullOrWhiteSpace(clip.Text)) throw Bad(file, At("text"), "give the text to say");
            if (clip.Text.Length > LongestText) throw Bad(file, At("text"), $"{clip.Text.Length} characters are too many: the limit is {LongestText}");
            if (clip.Speed is not (>= 0.5 and <= 2)) throw Bad(file, At("speed"), $"{clip.Speed} is out of range: use 0.5 to 2");
            if (clip.Portrait is { } portrait && !PortraitCatalog.Names.Contains(portrait))
                throw Bad(file, At("portrait"), $"'{portrait}' is none of {string.Join(", ", PortraitCatalog.Names)}");
            if (clip.Voice is not null && document.NeedsVoices) throw Bad(file, At("voice"), $"'{clip.Voice}' can't be used, since the user names the voices (needsVoices)");
            var language = clip.Language ?? LanguageCode.Auto;
            var asked = LanguageOf(At("language"), language);
            if (clip.Heard is not { Count: > 0 } && asked is null) throw Bad(file, At("heard"), "say which languages must be heard, such as [en, zh]");
            List<Language> heard = clip.Heard is { Count: > 0 } list
                ? [.. list.Select(code => LanguageOf(At("heard"), code ?? "") ?? throw Bad(file, At("heard"), $"'{code}' is not en, zh or es"))]
                : [asked!.Value];
            return new ScenarioClip(id, clip.Text.Trim(), language, heard, clip.Voice, clip.Portrait, clip.Speed);
        }

        Language? LanguageOf(string field, string code)
        {
            try
            {
                return LanguageCode.ParseOrAuto(code);
            }
            catch (InvalidInputException)
            {
                throw Bad(file, field, $"'{Printable.Of(code, 40)}' is not auto, en, zh or es");
            }
        }
    }

    private static ScenarioYaml? Deserialize(string file, string yaml)
    {
        try
        {
            var reader = new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).WithDuplicateKeyChecking().Build();
            return reader.Deserialize<ScenarioYaml?>(yaml);
        }
        catch (YamlException error)
        {
            var reason = (error.InnerException ?? error).Message;
            var unknown = Property().Match(reason);
            throw Bad(file, $"line {error.Start.Line}", unknown.Success ? $"field '{unknown.Groups[1].Value}' is unknown" : reason.TrimEnd('.'));
        }
    }

    private static InvalidInputException Bad(string file, string field, string reason) =>
        new("scenario", $"Scenario {file}{(field.Length > 0 ? $", {field}" : "")}: {reason}.");

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex Name();

    [GeneratedRegex("Property '([^']*)' not found")]
    private static partial Regex Property();

    /// <summary>The file as it is written.</summary>
    private sealed class ScenarioYaml
    {
        public string? Description { get; set; }

        public bool NeedsVoices { get; set; }

        public List<ClipYaml?>? Clips { get; set; }
    }

    /// <summary>A clip as it is written.</summary>
    private sealed class ClipYaml
    {
        public string? Id { get; set; }

        public string? Text { get; set; }

        public string? Language { get; set; }

        public List<string?>? Heard { get; set; }

        public string? Voice { get; set; }

        public string? Portrait { get; set; }

        public double Speed { get; set; } = 1;
    }
}
