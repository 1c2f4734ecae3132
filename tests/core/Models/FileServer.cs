using System.Net;

namespace Avatar.Core.Tests.Models;

/// <summary>A small web server with ranges that can break off, forget ranges, be busy and change its files.</summary>
internal sealed class FileServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly List<string> _requests = [];

    public FileServer()
    {
        // Another may take the port between finding and using it.
        for (var tries = 0; ; tries++)
        {
            var port = Random.Shared.Next(20000, 60000);
            _listener.Prefixes.Clear();
            _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
            try
            {
                _listener.Start();
                Url = new Uri($"http://127.0.0.1:{port}/");
                break;
            }
            catch (HttpListenerException) when (tries < 20)
            {
            }
        }

        _ = ServeAsync();
    }

    public Uri Url { get; }

    public Dictionary<string, byte[]> Files { get; } = [];

    public string? Tag { get; set; } = "\"v1\"";

    public bool KnowsRanges { get; set; } = true;

    /// <summary>After how many bytes each of the next answers breaks off.</summary>
    public Queue<int> BreaksAfter { get; } = [];

    /// <summary>How many of the next requests are refused as too many.</summary>
    public int Busy { get; set; }

    /// <summary>Where else some paths are.</summary>
    public Dictionary<string, Uri> Moved { get; } = [];

    /// <summary>What must be shown as the credentials; null lets everybody in.</summary>
    public string? Wanted { get; set; }

    /// <summary>The credentials that were shown with each request, or none.</summary>
    public List<string?> Shown { get; } = [];

    /// <summary>What was asked for: path and range.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_requests) return [.. _requests];
        }
    }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            try
            {
                await AnswerAsync(context);
            }
            catch (Exception error) when (error is HttpListenerException or IOException or ObjectDisposedException)
            {
                // The client has left.
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var (request, response) = (context.Request, context.Response);
        var name = request.Url!.AbsolutePath.TrimStart('/');
        lock (_requests)
        {
            _requests.Add($"{name} {request.Headers["Range"]}".Trim());
            Shown.Add(request.Headers["Authorization"]);
        }

        if (Wanted is not null && request.Headers["Authorization"] != Wanted)
        {
            response.StatusCode = request.Headers["Authorization"] is null ? 401 : 403;
            response.Close();
            return;
        }

        if (Moved.TryGetValue(name, out var target))
        {
            response.StatusCode = 307;
            response.Headers["Location"] = target.OriginalString;
            response.Close();
            return;
        }

        if (Busy > 0)
        {
            Busy--;
            response.StatusCode = 503;
            response.Close();
            return;
        }

        if (!Files.TryGetValue(name, out var content))
        {
            response.StatusCode = 404;
            response.Close();
            return;
        }

        var start = 0;
        var same = request.Headers["If-Range"] is not { } tag || tag == Tag;
        if (KnowsRanges && same && request.Headers["Range"] is { } range)
        {
            start = int.Parse(range["bytes=".Length..^1], System.Globalization.CultureInfo.InvariantCulture);
            response.StatusCode = start < content.Length ? 206 : 416;
            response.Headers["Content-Range"] = start < content.Length ? $"bytes {start}-{content.Length - 1}/{content.Length}" : $"bytes */{content.Length}";
        }

        if (Tag is not null) response.Headers["ETag"] = Tag;
        if (start >= content.Length)
        {
            response.Close();
            return;
        }

        response.ContentLength64 = content.Length - start;
        var sent = BreaksAfter.TryDequeue(out var breaks) ? Math.Min(breaks, content.Length - start) : content.Length - start;
        await response.OutputStream.WriteAsync(content.AsMemory(start, sent));
        if (sent < content.Length - start) response.Abort();
        else response.Close();
    }
}
