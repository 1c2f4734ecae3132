using System.Text.Json;
using System.Web;
using Avatar.Functions.Identity;
using Google.Apis.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Avatar.Functions.Tests.Identity;

/// <summary>The whole way from Azure's identity to a call of Cloud Run, with a server in place of each of the three that are asked.</summary>
public sealed class GoogleFederationTests : IAsyncLifetime
{
    private const string Provider = "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/azure/providers/app";
    private const string Account = "app@project.iam.gserviceaccount.com";
    private readonly List<string> _asked = [];
    private readonly SignerServer _google = new();
    private WebApplication? _app;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _google.InitializeAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(AnswerAsync);
        await _app.StartAsync(Token);
        // As App Service and Container Apps tell a program of its identity.
        Environment.SetEnvironmentVariable("IDENTITY_ENDPOINT", _app.Urls.First() + "/msi/token");
        Environment.SetEnvironmentVariable("IDENTITY_HEADER", "proof");
    }

    public async ValueTask DisposeAsync()
    {
        Environment.SetEnvironmentVariable("IDENTITY_ENDPOINT", null);
        Environment.SetEnvironmentVariable("IDENTITY_HEADER", null);
        await _app!.DisposeAsync();
        await _google.DisposeAsync();
    }

    [Fact]
    public async Task A_call_carries_an_id_token_that_azures_identity_was_exchanged_for_and_it_is_kept()
    {
        var credential = new GoogleFederation(Provider, Account, "client-id", "api://avatar").CreateCredential(new Redirected(new Uri(_app!.Urls.First())));
        using var http = new HttpClient(new IdTokenHandler(credential, "https://gpu.example.com") { InnerHandler = new SocketsHttpHandler() });

        for (var i = 0; i < 3; i++) Assert.Equal("welcome", await http.GetStringAsync(new Uri(_app.Urls.First() + "/v1/models"), Token));

        Assert.Equal(["azure", "exchange", "id-token", "call", "call", "call"], _asked);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        using var body = new StreamReader(request.Body);
        var sent = await body.ReadToEndAsync();
        switch (request.Path.Value)
        {
            case "/msi/token":
                Assert.Equal(("api://avatar", "client-id", "proof"), (request.Query["resource"].ToString(), request.Query["client_id"].ToString(), request.Headers["X-IDENTITY-HEADER"].ToString()));
                await AnswerAsync("azure", new { access_token = "azure's", expires_on = DateTimeOffset.UtcNow.AddHours(8).ToUnixTimeSeconds(), resource = "api://avatar", token_type = "Bearer" });
                break;
            case "/v1/token":
                var form = HttpUtility.ParseQueryString(sent);
                Assert.Equal((Provider, "azure's", "urn:ietf:params:oauth:token-type:jwt"), (form["audience"], form["subject_token"], form["subject_token_type"]));
                await AnswerAsync("exchange", new { access_token = "federated", expires_in = 3600, token_type = "Bearer", issued_token_type = "urn:ietf:params:oauth:token-type:access_token" });
                break;
            case "/v1/projects/-/serviceAccounts/" + Account + ":generateIdToken":
                Assert.Equal("Bearer federated", request.Headers.Authorization.ToString());
                Assert.Equal("https://gpu.example.com", JsonDocument.Parse(sent).RootElement.GetProperty("audience").GetString());
                await AnswerAsync("id-token", new { token = _google.Token("https://gpu.example.com", Account) });
                break;
            case "/v1/models":
                Assert.StartsWith("Bearer ey", request.Headers.Authorization.ToString(), StringComparison.Ordinal);
                _asked.Add("call");
                await context.Response.WriteAsync("welcome");
                break;
            default:
                _asked.Add(request.Path.Value!);
                context.Response.StatusCode = 404;
                break;
        }

        async Task AnswerAsync<T>(string step, T answer)
        {
            _asked.Add(step);
            await context.Response.WriteAsJsonAsync(answer);
        }
    }

    /// <summary>HTTP whose every request goes to one server, whatever host it names.</summary>
    private sealed class Redirected(Uri server) : HttpClientFactory
    {
        protected override HttpMessageHandler CreateHandler(CreateHttpClientArgs args) => new Handler(server) { InnerHandler = new SocketsHttpHandler() };

        private sealed class Handler(Uri server) : DelegatingHandler
        {
            protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            {
                request.RequestUri = new Uri(server, request.RequestUri!.PathAndQuery);
                return base.SendAsync(request, cancellationToken);
            }
        }
    }
}
