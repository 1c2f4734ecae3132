using Avatar.Core.Errors;
using Avatar.Infra.Settings;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Avatar.Cost;

/// <summary>A stack's file of configuration, as Pulumi writes it.</summary>
internal static class StackFile
{
    /// <summary>Reads the sizes of a stack.</summary>
    /// <exception cref="InvalidInputException">The file is not there, is no stack's, or lacks a value.</exception>
    public static SizeSettings Read(string path)
    {
        try
        {
            var yaml = new YamlStream();
            using (var file = File.OpenText(path)) yaml.Load(file);
            var config = (YamlMappingNode)yaml.Documents[0].RootNode["config"];
            // Secrets are mappings, not texts; sizes have none.
            return SizeSettings.From(new ConfigurationReader(
                key => config.Children.TryGetValue(key, out var value) && value is YamlScalarNode text ? text.Value : null));
        }
        catch (Exception wrong) when (wrong is YamlException or IOException or UnauthorizedAccessException
            or KeyNotFoundException or InvalidCastException or ArgumentOutOfRangeException)
        {
            throw new InvalidInputException("stack", $"{path} can't be read as a stack's configuration: {wrong.Message.ReplaceLineEndings(" ")}", wrong);
        }
    }
}
