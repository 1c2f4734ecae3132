using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Avatar.Functions.Identity;

namespace Avatar.Functions.Tests.Identity;

public sealed class PushTokenCheckTests : IAsyncLifetime
{
    private const string Audience = "https://app.example.com/api/v1/events/storage";
    private const string Account = "push@project.iam.gserviceaccount.com";
    private readonly SignerServer _google = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _google.InitializeAsync();

    public ValueTask DisposeAsync() => _google.DisposeAsync();

    [Fact]
    public async Task A_token_of_google_for_us_and_of_that_account_is_valid() => Assert.True(await IsValidAsync(_google.Token(Audience, Account)));

    [Fact]
    public async Task Any_other_is_not()
    {
        using var stranger = RSA.Create(2048);
        var good = _google.Token(Audience, Account);
        var changed = good.Split('.');
        changed[1] = SignerServer.Encode(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { aud = Audience, email = Account, email_verified = true, iss = "accounts.google.com", exp = long.MaxValue })));
        string[] bad =
        [
            "", "x", "a.b.c", string.Join('.', changed),
            _google.Token("https://other.example.com", Account), _google.Token(Audience, "someone@else.com"), _google.Token(Audience, Account, issuer: "https://evil.example.com"),
            _google.Token(Audience, Account, verified: false), _google.Token(Audience, Account, lifetime: TimeSpan.FromHours(-2)), _google.Token(Audience, Account, key: stranger),
            SignerServer.Encode("{\"alg\":\"none\",\"typ\":\"JWT\"}"u8.ToArray()) + "." + good.Split('.')[1] + ".",
        ];

        foreach (var token in bad) Assert.False(await IsValidAsync(token), token);
    }

    private Task<bool> IsValidAsync(string token) => new PushTokenCheck(Audience, Account, _google.CertificatesUrl).IsValidAsync(token, Token);
}
