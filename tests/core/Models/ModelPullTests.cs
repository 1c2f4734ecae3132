using System.Security.Cryptography;
using Avatar.Core.Errors;
using Avatar.Core.Models;

namespace Avatar.Core.Tests.Models;

public sealed class ModelPullTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("avatar-models-");
    private readonly FileServer _server = new();
    private readonly byte[] _content = RandomBytes(3 << 20, 1);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private ModelStore Store => new(_folder.FullName);

    public void Dispose()
    {
        _server.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Files_are_pulled_side_by_side_and_only_once()
    {
        var model = Model(File("net/a.onnx", Sha(_content)), File("net/b.onnx", null), File("c.json", null));
        (_server.Files["net/a.onnx"], _server.Files["net/b.onnx"], _server.Files["c.json"]) = (_content, RandomBytes(100, 2), "{}"u8.ToArray());

        await PullAsync(model);
        await PullAsync(model);

        Assert.Equal(["c.json", "net/a.onnx", "net/b.onnx"], _server.Requests.Order(StringComparer.Ordinal));
        Assert.Equal(_content, await System.IO.File.ReadAllBytesAsync(Path.Combine(_folder.FullName, "net", "a.onnx"), Stop));
        Assert.All(model.Files, file => Assert.Equal(ModelFileState.Whole, Store.Look(file)));
        Assert.DoesNotContain(Directory.EnumerateFiles(_folder.FullName, "*.part*", SearchOption.AllDirectories), _ => true);
    }

    [Theory]
    [InlineData(true, "\"v1\"")]
    [InlineData(true, null)]
    [InlineData(false, "\"v1\"")]
    [InlineData(false, null)]
    public async Task What_broke_off_goes_on_where_it_was(bool isKnown, string? tag)
    {
        _server.Files["a"] = _content;
        _server.Tag = tag;
        _server.BreaksAfter.Enqueue(1 << 20);

        await PullAsync(Model(File("a", isKnown ? Sha(_content) : null)));

        Assert.Equal(_content, await System.IO.File.ReadAllBytesAsync(Path.Combine(_folder.FullName, "a"), Stop));
        // Neither a tag nor a checksum would tell that two versions were mixed, so then it begins anew.
        var continues = _server.Requests.Skip(1).Any(request => request.StartsWith("a bytes=", StringComparison.Ordinal));
        Assert.Equal(isKnown || tag is not null, continues);
    }

    [Fact]
    public async Task Stopped_and_begun_again_it_goes_on_too()
    {
        _server.Files["a"] = _content;
        var model = Model(File("a", Sha(_content)));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => PullAsync(model, new Told(progress => { if (progress.Bytes > 1 << 20) stop.Cancel(); }), stop.Token));
        Assert.Equal(ModelFileState.Partial, Store.Look(model.Files[0]));

        await PullAsync(model);

        Assert.Matches(@"a bytes=\d{7,}-", _server.Requests[^1]);
        Assert.Equal(ModelFileState.Whole, await Store.VerifyAsync(model.Files[0], Stop));
    }

    [Fact]
    public async Task Another_version_is_pulled_anew()
    {
        var next = RandomBytes(3 << 20, 7);
        _server.Files["a"] = _content;
        _server.BreaksAfter.Enqueue(1 << 20);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => PullAsync(Model(File("a", null)), new Told(progress => { if (progress.Bytes > 500_000) stop.Cancel(); }), stop.Token));
        (_server.Files["a"], _server.Tag) = (next, "\"v2\"");

        await PullAsync(Model(File("a", null)));

        Assert.Equal(next, await System.IO.File.ReadAllBytesAsync(Path.Combine(_folder.FullName, "a"), Stop));
    }

    [Fact]
    public async Task A_server_that_is_busy_is_asked_again_and_one_without_ranges_sends_all()
    {
        _server.Files["a"] = _content;
        (_server.Busy, _server.KnowsRanges) = (2, false);
        _server.BreaksAfter.Enqueue(1000);

        await PullAsync(Model(File("a", Sha(_content))));

        Assert.Equal(4, _server.Requests.Count);
        Assert.Equal(ModelFileState.Whole, await Store.VerifyAsync(File("a", Sha(_content)), Stop));
    }

    [Fact]
    public async Task A_wrong_checksum_keeps_nothing_and_loses_no_other_file()
    {
        (_server.Files["a"], _server.Files["b"]) = (_content, RandomBytes(100, 2));
        var model = Model(File("b", null), File("a", new string('0', 64)));

        var error = await Assert.ThrowsAsync<RenderFailedException>(() => PullAsync(model));

        Assert.Contains("checksum", error.Message, StringComparison.Ordinal);
        Assert.Equal(ModelFileState.Whole, Store.Look(model.Files[0]));
        Assert.Equal(ModelFileState.Missing, Store.Look(model.Files[1]));
    }

    [Fact]
    public async Task What_was_pinned_at_first_is_held_to_later()
    {
        _server.Files["a"] = _content;
        await PullAsync(Model(File("a", null)));
        System.IO.File.Delete(Path.Combine(_folder.FullName, "a"));
        _server.Files["a"] = RandomBytes(3 << 20, 9);

        var error = await Assert.ThrowsAsync<RenderFailedException>(() => PullAsync(Model(File("a", null))));

        Assert.Contains("first pulled", error.Message, StringComparison.Ordinal);
        _server.Files["a"] = _content;
        await PullAsync(Model(File("a", null)));
        await System.IO.File.WriteAllBytesAsync(Path.Combine(_folder.FullName, "a"), RandomBytes(3 << 20, 9), Stop);
        Assert.Equal(ModelFileState.Damaged, await Store.VerifyAsync(File("a", null), Stop));
    }

    [Fact]
    public async Task A_mirror_is_asked_instead()
    {
        _server.Files["mirror/net/a"] = _content;
        var file = new ModelFile("net/a", _content.Length, Sha(_content), new Uri("https://example.invalid/a"));
        using var pull = new ModelPull(Store, new Uri(_server.Url, "mirror"));
        await pull.RunAsync(Model(file), new Told(_ => { }), Stop);
        Assert.Equal(ModelFileState.Whole, await Store.VerifyAsync(file, Stop));
    }

    [Fact]
    public async Task What_is_not_there_and_who_is_offline_is_said_so()
    {
        Assert.Contains("404", (await Assert.ThrowsAsync<RenderFailedException>(() => PullAsync(Model(File("no", null))))).Message, StringComparison.Ordinal);
        _server.Dispose();
        var offline = await Assert.ThrowsAsync<RenderFailedException>(() => PullAsync(Model(File("a", null))));
        Assert.Contains("MODELS_BASE_URL", offline.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_another_size_is_not_begun()
    {
        _server.Files["a"] = _content;
        var error = await Assert.ThrowsAsync<RenderFailedException>(() => PullAsync(Model(new ModelFile("a", 5, null, new Uri(_server.Url, "a")))));
        Assert.Contains("instead of 5", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removed_model_is_gone_and_a_shipped_one_stays()
    {
        _server.Files["a"] = _content;
        var model = Model(File("a", null));
        await PullAsync(model);
        Assert.True(Store.Remove(model));
        Assert.False(Store.Remove(model));
        Assert.Empty(Directory.EnumerateFiles(_folder.FullName));
        var shipped = ModelManifest.Load().Models.First(entry => entry.IsShipped);
        Assert.Throws<InvalidInputException>(() => Store.Remove(shipped));
    }

    private static byte[] RandomBytes(int count, int seed)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private static string Sha(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static ModelEntry Model(params ModelFile[] files) => new("net", "engine", "A model", [], "MIT", true, "here", files);

    private ModelFile File(string path, string? sha256) => new(path, null, sha256, new Uri(_server.Url, path));

    private Task PullAsync(ModelEntry model) => PullAsync(model, new Told(_ => { }), Stop);

    private async Task PullAsync(ModelEntry model, IProgress<PullProgress> progress, CancellationToken cancellationToken)
    {
        using var pull = new ModelPull(Store, null);
        await pull.RunAsync(model, progress, cancellationToken);
    }

    private sealed class Told(Action<PullProgress> action) : IProgress<PullProgress>
    {
        public void Report(PullProgress value) => action(value);
    }
}
