using Avatar.Core.Errors;
using Avatar.Core.Models;

namespace Avatar.Core.Tests.Models;

public sealed class ModelManifestTests
{
    private static readonly ModelManifest Manifest = ModelManifest.Load();

    [Fact]
    public void Every_shipped_file_has_its_size_and_checksum_and_is_there()
    {
        var store = new ModelStore(Path.GetTempPath());
        var shipped = Manifest.Models.Where(model => model.IsShipped).ToList();
        Assert.NotEmpty(shipped);
        Assert.All(shipped, model => Assert.True(model.CommercialUse, $"{model.Id} ships"));
        Assert.All(shipped.SelectMany(model => model.Files), file =>
        {
            Assert.NotNull(file.SizeBytes);
            Assert.Equal(64, file.Sha256?.Length);
            Assert.Equal(ModelFileState.Whole, store.Look(file));
        });
    }

    [Fact]
    public void What_can_be_pulled_comes_by_https_to_a_place_of_its_own()
    {
        var files = Manifest.Models.Where(model => !model.IsShipped).SelectMany(model => model.Files).ToList();
        Assert.All(files, file => Assert.Equal("https", file.Url?.Scheme));
        Assert.Equal(files.Count, files.Select(file => file.Path).Distinct().Count());
        Assert.All(Manifest.Models.SelectMany(model => model.Files), file => Assert.Matches(@"\A[a-z0-9_]+(/[A-Za-z0-9_.-]+)+\z", file.Path));
    }

    [Fact]
    public void Ids_are_unique_and_unknown_ones_are_refused()
    {
        Assert.Equal(Manifest.Models.Count, Manifest.Models.Select(model => model.Id).Distinct().Count());
        Assert.Contains("models list", Assert.Throws<InvalidInputException>(() => Manifest.Find("gpt-9")).Message, StringComparison.Ordinal);
    }
}
