using System.Net;
using Avatar.Core.Errors;

namespace Avatar.Core.Models;

/// <summary>How far the pulling of a file is.</summary>
/// <param name="File">The file.</param>
/// <param name="Bytes">What is there of it.</param>
/// <param name="TotalBytes">Its size, where it is known.</param>
public readonly record struct PullProgress(ModelFile File, long Bytes, long? TotalBytes);

/// <summary>Pulls models. Proxies are those of the environment (<c>HTTPS_PROXY</c>, <c>NO_PROXY</c>).</summary>
public sealed class ModelPull : IDisposable
{
    private const int SideBySide = 3;

    private readonly ModelStore _store;
    private readonly Uri? _mirror;
    private readonly GatedSite _site;
    private readonly HttpClient _http;

    /// <summary>Pulls into a store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="mirror">Has all files at their paths, and is asked instead of the manifest's URLs; or null.</param>
    /// <param name="huggingFaceToken">Shown to https://huggingface.co and nowhere else, for models whose licence is accepted there; or null.</param>
    public ModelPull(ModelStore store, Uri? mirror, string? huggingFaceToken = null)
        : this(store, mirror, GatedSite.HuggingFace(huggingFaceToken))
    {
    }

    /// <summary>Pulls into a store, with another site in the place of Hugging Face.</summary>
    internal ModelPull(ModelStore store, Uri? mirror, GatedSite site)
    {
        (_store, _mirror) = (store, mirror is null || mirror.AbsoluteUri.EndsWith('/') ? mirror : new Uri(mirror.AbsoluteUri + '/'));
        _site = mirror is null ? site : site with { Token = null };
        var sockets = new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(15), AutomaticDecompression = DecompressionMethods.None, AllowAutoRedirect = false };
        _http = new HttpClient(new Redirects(_site) { InnerHandler = sockets }) { Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("realtime-avatar");
    }

    /// <summary>Pulls what is missing of a model, several files at once; what was pulled in part goes on where it broke off.</summary>
    /// <exception cref="InvalidInputException">There is no room for it.</exception>
    /// <exception cref="RenderFailedException">A file can't be had, or is not what it should be; the others are kept.</exception>
    public async Task RunAsync(ModelEntry model, IProgress<PullProgress> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        var wanted = new List<ModelFile>();
        foreach (var file in model.Files)
            if (file.Url is not null && await _store.VerifyAsync(file, cancellationToken) != ModelFileState.Whole)
                wanted.Add(file);
        CheckRoom(model, wanted);

        using var places = new SemaphoreSlim(SideBySide);
        await Task.WhenAll(wanted.Select(PullAsync));

        async Task PullAsync(ModelFile file)
        {
            await places.WaitAsync(cancellationToken);
            try
            {
                var url = _mirror is null ? file.Url! : new Uri(_mirror, file.Path);
                await new FileDownload(_http, _site, url, file, _store.PathOf(file)).RunAsync(progress, cancellationToken);
            }
            finally
            {
                places.Release();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private void CheckRoom(ModelEntry model, List<ModelFile> wanted)
    {
        if (wanted.Count == 0) return;
        var folder = Path.GetDirectoryName(_store.PathOf(wanted[0]))!;
        Directory.CreateDirectory(folder);
        var (needed, free) = (wanted.Sum(file => file.SizeBytes ?? 0), new DriveInfo(folder).AvailableFreeSpace);
        if (needed > free)
            throw new InvalidInputException("model", $"The model {model.Id} needs {needed / 1e6:0} MB and {folder} has {free / 1e6:0} MB left: make room, or set AVATAR_MODELS to another folder.");
    }
}
