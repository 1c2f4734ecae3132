using Avatar.Core.Errors;
using Avatar.Core.GpuService;
using Avatar.Core.Net;
using Avatar.Core.Rendering;

namespace Avatar.GpuContainer.Transfer;

/// <summary>Brings what URLs name and takes away what was made. The service holds no credentials: the URLs are signed, or are files below one folder.</summary>
internal sealed class Artifacts(ContainerSettings settings, PublicHttp http)
{
    private const string DataScheme = "data:";
    private const string Base64Mark = ";base64,";
    private static readonly TimeSpan LongestTransfer = TimeSpan.FromMinutes(10);
    private readonly LocalFiles? _files = settings.FilesFolder is { } folder ? new LocalFiles(folder) : null;

    /// <summary>A folder for one request's files.</summary>
    public static Workspace NewWorkspace() => new(Path.GetTempPath());

    /// <summary>What a URL names, as a local file that is only read.</summary>
    /// <param name="field">The request's field, for errors.</param>
    /// <param name="url">https, http, data (base64) or file.</param>
    /// <param name="path">Where to put what is not a file yet.</param>
    /// <param name="mostBytes">The most that is taken.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The file.</returns>
    /// <exception cref="InvalidInputException">It can't be had.</exception>
    public async Task<string> FetchAsync(string field, string url, string path, long mostBytes, CancellationToken cancellationToken)
    {
        if (url.StartsWith("file:", StringComparison.OrdinalIgnoreCase)) return FilesFor(field).Existing(field, url, mostBytes);
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, useAsync: true);
        if (url.StartsWith(DataScheme, StringComparison.OrdinalIgnoreCase))
            await file.WriteAsync(Decoded(field, url, mostBytes), cancellationToken);
        else
            await http.DownloadAsync(field, url, file, mostBytes, LongestTransfer, cancellationToken);
        return path;
    }

    /// <summary>Puts a file where it is to go.</summary>
    /// <param name="field">The request's field, for errors.</param>
    /// <param name="target">Where.</param>
    /// <param name="path">The file.</param>
    /// <param name="contentType">What it is.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="InvalidInputException">The URL takes nothing.</exception>
    public async Task PutAsync(string field, UploadTarget target, string path, string contentType, CancellationToken cancellationToken)
    {
        if (target.Url.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
        {
            FilesFor(field).Put(field, target.Url, path);
            return;
        }

        using var request = new HttpRequestMessage(HttpMethod.Put, http.CheckUrl(field, target.Url)) { Content = new StreamContent(File.OpenRead(path)) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        foreach (var (name, value) in target.Headers ?? new Dictionary<string, string>())
            if (!request.Headers.TryAddWithoutValidation(name, value) && !(request.Content.Headers.Remove(name) | request.Content.Headers.TryAddWithoutValidation(name, value)))
                throw new InvalidInputException(field, $"The header '{name}' can't be sent: use those that the URL was signed with.");
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            if ((int)response.StatusCode is >= 500 or 429)
                throw new RenderFailedException($"{request.RequestUri!.Host} did not take the result ({(int)response.StatusCode}): send the request again.");
            if (!response.IsSuccessStatusCode)
                throw new InvalidInputException(field, $"{request.RequestUri!.Host} refused the result ({(int)response.StatusCode}): sign a URL for one PUT, and give the headers that it needs.");
        }
        catch (HttpRequestException error)
        {
            throw new RenderFailedException($"{request.RequestUri!.Host} can't be reached for the result: send the request again.", error);
        }
    }

    /// <summary>Checks a target before any long work.</summary>
    /// <exception cref="InvalidInputException">Nothing can be put there.</exception>
    public void Check(string field, UploadTarget? target)
    {
        if (target is null) return;
        if (target.Url.StartsWith("file:", StringComparison.OrdinalIgnoreCase)) FilesFor(field).Check(field, target.Url);
        else _ = http.CheckUrl(field, target.Url);
    }

    private static byte[] Decoded(string field, string url, long mostBytes)
    {
        var start = url.IndexOf(Base64Mark, StringComparison.OrdinalIgnoreCase);
        if (start < 0) throw new InvalidInputException(field, $"The data URL of {field} is not base64: write data:TYPE;base64,CONTENT.");
        start += Base64Mark.Length;
        if ((url.Length - start) / 4L * 3 > mostBytes + 2) throw new InvalidInputException(field, $"The data of {field} has more than {mostBytes >> 20} MiB, the limit: give an https URL.");
        try
        {
            return Convert.FromBase64String(url[start..]);
        }
        catch (FormatException error)
        {
            throw new InvalidInputException(field, $"The data URL of {field} is not base64: write data:TYPE;base64,CONTENT.", error);
        }
    }

    private LocalFiles FilesFor(string field) => _files
        ?? throw new InvalidInputException(field, $"{field} is a file, and this service takes none: give an https URL, or set GPU_FILES.");
}
