using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Avatar.Core.Activities;
using Avatar.Core.Net;
using Avatar.Core.Orchestration;

namespace Avatar.Core.Webhooks;

/// <summary>Tells a caller once. What goes wrong at the caller's end is a result, not an error.</summary>
public sealed class DeliverWebhookActivity(PublicHttp http, string secret, TimeProvider time) : IActivity<RenderEnded, WebhookDelivery>
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public async Task<WebhookDelivery> RunAsync(RenderEnded input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var now = time.GetUtcNow();
        var webhook = new Webhook(input.JobId, input.Callback.Id, input.Result is null ? "failed" : "succeeded", input.Result, input.Failure);
        var body = JsonSerializer.SerializeToUtf8Bytes(webhook, OrchestrationJson.Options);
        var timestamp = now.ToUnixTimeSeconds();
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Timeout);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, input.Callback.Url) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Headers.Add(WebhookSignature.TimestampHeader, timestamp.ToString(CultureInfo.InvariantCulture));
            request.Headers.Add(WebhookSignature.SignatureHeader, WebhookSignature.Sign(secret, timestamp, body));
            using var response = await http.SendAsync(request, timeout.Token);
            return new WebhookDelivery(now, (int)response.StatusCode, null, response.IsSuccessStatusCode);
        }
        catch (HttpRequestException error)
        {
            return new WebhookDelivery(now, null, error.InnerException?.Message ?? error.Message, false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new WebhookDelivery(now, null, $"No answer within {Timeout.TotalSeconds:0} s.", false);
        }
    }
}
