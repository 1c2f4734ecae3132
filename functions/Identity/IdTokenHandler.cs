using System.Net.Http.Headers;
using Google.Apis.Auth.OAuth2;

namespace Avatar.Functions.Identity;

/// <summary>Signs calls to a Cloud Run service with an ID token for it, which the credential keeps and renews early.</summary>
/// <param name="credential">A service account's.</param>
/// <param name="audience">The service's address.</param>
internal sealed class IdTokenHandler(GoogleCredential credential, string audience) : DelegatingHandler
{
    private readonly Lazy<Task<OidcToken>> _token = new(() => credential.GetOidcTokenAsync(OidcTokenOptions.FromTargetAudience(audience)));

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await (await _token.Value).GetAccessTokenAsync(cancellationToken));
        return await base.SendAsync(request, cancellationToken);
    }
}
