using Azure.Core;
using Azure.Identity;
using Google.Apis.Auth.OAuth2;
using IHttpClientFactory = Google.Apis.Http.IHttpClientFactory;

namespace Avatar.Functions.Identity;

/// <summary>
/// Who the app is at Google, without any key: the token of its Azure identity is exchanged at Google's security token service for one that may act as a
/// service account (workload identity federation, https://cloud.google.com/iam/docs/workload-identity-federation-with-other-clouds).
/// </summary>
/// <param name="Audience">The provider: <c>//iam.googleapis.com/projects/NUMBER/locations/global/workloadIdentityPools/POOL/providers/PROVIDER</c>.</param>
/// <param name="ServiceAccount">The e-mail of the service account.</param>
/// <param name="ClientId">The client id of the app's user-assigned identity; null for the system's.</param>
/// <param name="TokenResource">The application ID URI that the identity's token is for; the provider's allowed audience.</param>
public sealed record GoogleFederation(string Audience, string ServiceAccount, string? ClientId, string TokenResource)
{
    private const string TokenUrl = "https://sts.googleapis.com/v1/token";
    private const string SubjectTokenType = "urn:ietf:params:oauth:token-type:jwt";
    private static readonly string[] Scopes = ["https://www.googleapis.com/auth/cloud-platform"];

    /// <summary>The credential: access tokens, ID tokens and signatures of the service account. Its tokens are kept and renewed before they expire.</summary>
    /// <param name="http">Makes its HTTP clients; null takes Google's own.</param>
    public GoogleCredential CreateCredential(IHttpClientFactory? http = null)
    {
        var identity = new ProgrammaticExternalAccountCredential.Initializer(TokenUrl, Audience, SubjectTokenType, new AzureToken(this)) { Scopes = Scopes, HttpClientFactory = http };
        var account = new ImpersonatedCredential.Initializer(ServiceAccount) { Scopes = Scopes, HttpClientFactory = http };
        return GoogleCredential.FromProgrammaticExternalAccountCredential(new ProgrammaticExternalAccountCredential(identity)).Impersonate(account);
    }

    private sealed class AzureToken(GoogleFederation federation) : ProgrammaticExternalAccountCredential.ISubjectTokenProvider
    {
        private readonly ManagedIdentityCredential _identity =
            new(federation.ClientId is { } id ? ManagedIdentityId.FromUserAssignedClientId(id) : ManagedIdentityId.SystemAssigned);

        public async Task<string> GetSubjectTokenAsync(ProgrammaticExternalAccountCredential caller, CancellationToken taskCancellationToken) =>
            (await _identity.GetTokenAsync(new TokenRequestContext([federation.TokenResource + "/.default"]), taskCancellationToken)).Token;
    }
}
