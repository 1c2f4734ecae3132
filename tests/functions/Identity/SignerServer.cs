using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Avatar.Functions.Tests.Identity;

/// <summary>Signs tokens as Google does, and gives out the key as Google does (https://www.googleapis.com/oauth2/v3/certs).</summary>
public sealed class SignerServer : IAsyncLifetime
{
    private readonly RSA _key = RSA.Create(2048);
    private WebApplication? _app;

    public string CertificatesUrl => _app!.Urls.First() + "/certs";

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        var parameters = _key.ExportParameters(false);
        var keys = JsonSerializer.Serialize(new { keys = new[] { new { kty = "RSA", alg = "RS256", use = "sig", kid = "1", n = Encode(parameters.Modulus!), e = Encode(parameters.Exponent!) } } });
        _app.MapGet("/certs", () => Results.Text(keys, "application/json"));
        await _app.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
        _key.Dispose();
    }

    /// <summary>A token (JWT, RS256).</summary>
    public string Token(string audience, string email, string issuer = "https://accounts.google.com", bool verified = true, TimeSpan? lifetime = null, RSA? key = null)
    {
        var expires = DateTimeOffset.UtcNow + (lifetime ?? TimeSpan.FromHours(1));
        var header = Encode(JsonSerializer.SerializeToUtf8Bytes(new { alg = "RS256", kid = "1", typ = "JWT" }));
        var payload = Encode(JsonSerializer.SerializeToUtf8Bytes(new
        {
            aud = audience, email, email_verified = verified, iss = issuer, sub = "1", iat = expires.AddHours(-1).ToUnixTimeSeconds(), exp = expires.ToUnixTimeSeconds(),
        }));
        var signature = (key ?? _key).SignData(Encoding.ASCII.GetBytes($"{header}.{payload}"), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{header}.{payload}.{Encode(signature)}";
    }

    public static string Encode(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
