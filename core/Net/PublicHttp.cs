using System.Net;
using System.Net.Sockets;
using Avatar.Core.Errors;

namespace Avatar.Core.Net;

/// <summary>
/// HTTP to addresses that users name. What it connects to is checked when it connects, after the name was resolved, so neither a name that
/// points inside nor one that changes between check and use gets through (OWASP, Server-Side Request Forgery Prevention).
/// </summary>
/// <param name="allowPrivateNetworks">Lets everything through; for development.</param>
/// <param name="resolve">Finds a name's addresses; null asks the system.</param>
public sealed class PublicHttp(bool allowPrivateNetworks, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null) : IDisposable
{
    private const int MostRedirects = 5;
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly HttpClient _client = CreateClient(allowPrivateNetworks, resolve ?? Dns.GetHostAddressesAsync);

    /// <summary>Reads a URL that a user gave, and refuses at once what can't be reached: another scheme, credentials, this machine.</summary>
    /// <param name="field">The request's field, for errors.</param>
    /// <param name="url">The URL.</param>
    /// <exception cref="InvalidInputException">It can't be used.</exception>
    public Uri CheckUrl(string field, string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            throw new InvalidInputException(field, $"'{Shown(url)}' is not a URL that can be used: give one that begins with https:// or http://.");
        if (uri.UserInfo.Length > 0)
            throw new InvalidInputException(field, $"The URL of {uri.Host} holds a user name or password: leave them out.");
        var isLocalName = uri.IdnHost is "localhost" || uri.IdnHost.EndsWith(".localhost", StringComparison.Ordinal) || uri.IdnHost.EndsWith(".internal", StringComparison.Ordinal);
        if (!allowPrivateNetworks && (isLocalName || IPAddress.TryParse(uri.IdnHost, out var address) && !PublicAddress.IsPublic(address)))
            throw new InvalidInputException(field, Refusal(uri));
        return uri;
    }

    /// <summary>Downloads a URL into memory, following up to 5 redirects, each checked like the first.</summary>
    /// <param name="field">The request's field, for errors.</param>
    /// <param name="url">The URL.</param>
    /// <param name="mostBytes">The largest body taken.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="InvalidInputException">It can't be had; the message says why.</exception>
    public async Task<byte[]> DownloadAsync(string field, string url, long mostBytes, CancellationToken cancellationToken)
    {
        using var kept = new MemoryStream();
        await DownloadAsync(field, url, kept, mostBytes, Timeout, cancellationToken);
        return kept.ToArray();
    }

    /// <summary>Downloads a URL into a stream, following up to 5 redirects, each checked like the first.</summary>
    /// <param name="field">The request's field, for errors.</param>
    /// <param name="url">The URL.</param>
    /// <param name="target">Takes the body.</param>
    /// <param name="mostBytes">The largest body taken.</param>
    /// <param name="longest">How long it may take.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="InvalidInputException">It can't be had; the message says why.</exception>
    public async Task DownloadAsync(string field, string url, Stream target, long mostBytes, TimeSpan longest, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(longest);
        var uri = CheckUrl(field, url);
        try
        {
            for (var redirects = 0; redirects <= MostRedirects; redirects++)
            {
                using var response = await _client.GetAsync(uri, HttpCompletionOption.ResponseHeadersRead, timeout.Token);
                if ((int)response.StatusCode is >= 300 and < 400 && response.Headers.Location is { } location)
                {
                    uri = CheckUrl(field, new Uri(uri, location).AbsoluteUri);
                    continue;
                }

                if (!response.IsSuccessStatusCode)
                    throw new InvalidInputException(field, $"{uri.Host} answers {(int)response.StatusCode} to '{Shown(url)}': check the URL.");
                if (!await CopyAsync(response, target, mostBytes, timeout.Token)) throw new InvalidInputException(
                    field, $"'{Shown(url)}' has more than {mostBytes >> 20} MiB: the limit is {mostBytes >> 20} MiB.");
                return;
            }

            throw new InvalidInputException(field, $"'{Shown(url)}' redirects more than {MostRedirects} times: give the last address.");
        }
        catch (HttpRequestException error)
        {
            throw new InvalidInputException(field, error.InnerException is PrivateAddressException ? Refusal(uri) : $"{uri.Host} can't be reached: check the URL.", error);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new InvalidInputException(field, $"{uri.Host} took longer than {longest.TotalSeconds:0} s: try again, or upload the file.");
        }
    }

    /// <summary>Sends a request as it is; redirects are not followed.</summary>
    /// <exception cref="HttpRequestException">It failed, also because the address is not public.</exception>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static HttpClient CreateClient(bool allowPrivateNetworks, Func<string, CancellationToken, Task<IPAddress[]>> resolve) => new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectTimeout = ConnectTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            MaxResponseHeadersLength = 64,
            ConnectCallback = async (context, token) =>
            {
                var found = IPAddress.TryParse(context.DnsEndPoint.Host, out var literal) ? [literal] : await resolve(context.DnsEndPoint.Host, token);
                var addresses = allowPrivateNetworks ? found : [.. found.Where(PublicAddress.IsPublic)];
                // One private address among public ones is as suspicious as only private ones.
                if (addresses.Length < found.Length) throw new PrivateAddressException();
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                try
                {
                    await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, token);
                    return new NetworkStream(socket, ownsSocket: true);
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            },
        })
    {
        Timeout = System.Threading.Timeout.InfiniteTimeSpan,
    };

    private static async Task<bool> CopyAsync(HttpResponseMessage response, Stream target, long mostBytes, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentLength > mostBytes) return false;
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        try
        {
            await new BoundedStream(body, mostBytes).CopyToAsync(target, cancellationToken);
            return true;
        }
        catch (TooLongException)
        {
            return false;
        }
    }

    private static string Refusal(Uri uri) => $"{uri.Host} is not on the public internet: give a public address, or upload the file.";

    private static string Shown(string url) => Printable.Of(url, 200);

    private sealed class PrivateAddressException() : IOException("The address is not public.");
}
