using System.Text.Json;
using Avatar.Core.Errors;
using Avatar.Core.Installation;
using Avatar.Core.Orchestration;

namespace Avatar.Core.Models;

/// <summary>Every model that the product knows: those that it ships, and those that can be pulled. The content of <c>models/manifest.json</c>.</summary>
public sealed record ModelManifest(IReadOnlyList<ModelEntry> Models)
{
    /// <summary>Reads the product's manifest.</summary>
    /// <exception cref="RenderFailedException">It is missing or damaged.</exception>
    public static ModelManifest Load()
    {
        var file = ProductFiles.Model("manifest.json");
        try
        {
            return JsonSerializer.Deserialize<ModelManifest>(File.ReadAllBytes(file), OrchestrationJson.Options) ?? throw new JsonException("It is empty.");
        }
        catch (JsonException damaged)
        {
            throw new RenderFailedException($"{file} is damaged: restore it with 'git checkout -- models'.", damaged);
        }
    }

    /// <summary>A model by its id.</summary>
    /// <exception cref="InvalidInputException">There is none.</exception>
    public ModelEntry Find(string id) => Models.FirstOrDefault(model => model.Id == id)
        ?? throw new InvalidInputException("model", $"There is no model '{Printable.Of(id, 60)}': see './avatar models list'.");
}

/// <summary>A model.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Engine">The engine that needs it.</param>
/// <param name="Description">What it does.</param>
/// <param name="Languages">The codes of the languages it knows; empty where that means nothing.</param>
/// <param name="Licence">The licence of its weights.</param>
/// <param name="CommercialUse">Whether the licence allows commercial use.</param>
/// <param name="Origin">Where it comes from.</param>
/// <param name="Files">Its files.</param>
public sealed record ModelEntry(
    string Id, string Engine, string Description, IReadOnlyList<string> Languages, string Licence, bool CommercialUse, string Origin, IReadOnlyList<ModelFile> Files)
{
    /// <summary>Whether it comes with the product; otherwise it is pulled.</summary>
    public bool IsShipped => Files.All(file => file.Url is null);

    /// <summary>The size of all files together; those whose size is not known are left out.</summary>
    public long KnownBytes => Files.Sum(file => file.SizeBytes ?? 0);
}

/// <summary>A file of a model.</summary>
/// <param name="Path">Its place below the folder of models.</param>
/// <param name="SizeBytes">Its size, where it is known.</param>
/// <param name="Sha256">Its checksum in hex; null where it is not known and is pinned when the file is first pulled.</param>
/// <param name="Url">Where it is pulled from; null for what ships with the product.</param>
public sealed record ModelFile(string Path, long? SizeBytes, string? Sha256, Uri? Url);
