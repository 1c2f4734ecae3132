using Google.Apis.Auth;

namespace Avatar.Functions.Identity;

/// <summary>
/// Checks that a push comes from our Pub/Sub subscription: Google signs each with an OIDC token of the subscription's service account
/// (https://cloud.google.com/pubsub/docs/authenticate-push-subscriptions).
/// </summary>
/// <param name="audience">Whom the token is for, as the subscription says.</param>
/// <param name="serviceAccount">The e-mail of the subscription's service account.</param>
/// <param name="certificatesUrl">Where the signers' certificates are; null for Google's.</param>
public sealed class PushTokenCheck(string audience, string serviceAccount, string? certificatesUrl = null)
{
    private static readonly string[] Issuers = ["https://accounts.google.com", "accounts.google.com"];

    /// <summary>Whether a token is Google's, in date, for us, and of that account.</summary>
    public async Task<bool> IsValidAsync(string token, CancellationToken cancellationToken)
    {
        var options = new SignedTokenVerificationOptions();
        options.TrustedAudiences.Add(audience);
        foreach (var issuer in Issuers) options.TrustedIssuers.Add(issuer);
        if (certificatesUrl is not null) options.CertificatesUrl = certificatesUrl;
        try
        {
            var payload = await JsonWebSignature.VerifySignedTokenAsync<GoogleJsonWebSignature.Payload>(token, options, cancellationToken);
            return payload.EmailVerified && payload.Email == serviceAccount;
        }
        catch (Exception refused) when (refused is InvalidJwtException or FormatException or ArgumentException or Newtonsoft.Json.JsonException)
        {
            return false;
        }
    }
}
