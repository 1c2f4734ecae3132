using System.Net;

namespace Avatar.Core.Models;

/// <summary>
/// Follows redirects (RFC 9110, section 15.4), and shows the site's token to the site alone, wherever they lead: Hugging Face sends some files from another of its own
/// addresses, which wants the token, and others from hosts that it must not reach.
/// </summary>
internal sealed class Redirects(GatedSite site) : DelegatingHandler
{
    private const int Most = 10;

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var followed = 0; ; followed++)
        {
            request.Headers.Authorization = site.CredentialsFor(request.RequestUri!);
            var response = await base.SendAsync(request, cancellationToken);
            if (followed == Most || Target(request.RequestUri!, response) is not { } target) return response;
            response.Dispose();
            request.RequestUri = target;
        }
    }

    private static Uri? Target(Uri from, HttpResponseMessage response)
    {
        var leadsOn = response.StatusCode
            is HttpStatusCode.Moved or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;
        if (!leadsOn || response.Headers.Location is not { } location) return null;
        var target = new Uri(from, location);
        // What was asked for in secret is not got in the open.
        return target.Scheme == Uri.UriSchemeHttps || target.Scheme == from.Scheme && target.Scheme == Uri.UriSchemeHttp ? target : null;
    }
}
