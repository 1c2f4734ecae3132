using Avatar.Runtime.Batches;

namespace Avatar.Runtime.Tests.Batches;

public sealed class InboxDeliveryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private readonly InboxDelivery _delivery;

    public InboxDeliveryTests() => _delivery = new InboxDelivery(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.jsonl", "done/a/a.jsonl")]
    [InlineData("results.jsonl", "done/results/input.jsonl")]
    public async Task A_file_goes_beside_its_results(string name, string place)
    {
        var file = Drop(name, "rows");

        Assert.True(await DeliverAsync(file));

        Assert.Equal("rows", await File.ReadAllTextAsync(_folder.File(place), TestContext.Current.CancellationToken));
        Assert.Equal("done", Assert.Single(_folder.Files));
    }

    [Fact]
    public async Task Files_of_one_name_get_folders_of_their_own_even_at_once()
    {
        InboxFile[] files = [Drop("a.jsonl", "1"), Drop("a.csv", "2")];

        await Task.WhenAll(files.Select(file => Task.Run(() => DeliverAsync(file), TestContext.Current.CancellationToken)));

        Assert.Equal(["a", "a-2"], Directory.GetDirectories(_folder.File("done")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_that_was_replaced_or_taken_away_is_not_delivered(bool replaced)
    {
        var file = Drop("a.jsonl", "rows");
        if (replaced)
            Drop("a.jsonl", "other rows");
        else
            File.Delete(file.Path);

        Assert.False(await DeliverAsync(file));

        Assert.Equal(replaced, File.Exists(file.Path));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.File("done")));
    }

    [Fact]
    public async Task What_a_kill_left_is_ended_or_removed()
    {
        Directory.CreateDirectory(_folder.File("done/.whole.csv.partial"));
        await File.WriteAllTextAsync(_folder.File("done/.whole.csv.partial/whole.csv"), "rows", TestContext.Current.CancellationToken);
        Directory.CreateDirectory(_folder.File("done/.half.csv.partial"));
        await File.WriteAllTextAsync(_folder.File("done/.half.csv.partial/results.jsonl"), "", TestContext.Current.CancellationToken);

        _delivery.Recover("done", "failed");

        Assert.Equal(_folder.File("done/whole"), Assert.Single(Directory.GetFileSystemEntries(_folder.File("done"))));
    }

    private Task<bool> DeliverAsync(InboxFile file) => _delivery.DeliverAsync(
        file, "done", partial => File.WriteAllTextAsync(Path.Combine(partial, "results.jsonl"), "", TestContext.Current.CancellationToken));

    private InboxFile Drop(string name, string content)
    {
        var path = _folder.File(name);
        File.WriteAllText(path, content);
        return new InboxFile(path, new FileInfo(path).Length, File.GetLastWriteTimeUtc(path));
    }
}
