using System.Net;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace Avatar.Core.GpuService;

/// <summary>
/// How calls to a GPU service are sent. All of them can be repeated, since none leaves anything behind but what it would write again: what failed before an
/// answer began, and what was refused for want of room, is sent again. There is no hedging, which would render twice, and no limit of time, which the callers have.
/// </summary>
internal static class GpuServiceHandler
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(20);

    /// <summary>Makes the handler.</summary>
    public static HttpMessageHandler Create(GpuServiceAddress address)
    {
        var pipeline = new ResiliencePipelineBuilder<HttpResponseMessage>()
            .AddRetry(new HttpRetryStrategyOptions
            {
                // Retry-After, where there is one, wins over the delay.
                MaxRetryAttempts = address.Retries,
                Delay = FirstDelay,
                MaxDelay = LongestDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = attempt => ValueTask.FromResult(CanBeSentAgain(attempt.Outcome)),
            })
            .AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions
            {
                // A service that is full works; one that can't be reached need not be asked by every segment.
                MinimumThroughput = 8,
                FailureRatio = 0.9,
                SamplingDuration = TimeSpan.FromSeconds(10),
                BreakDuration = TimeSpan.FromSeconds(2),
                ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome.Exception is HttpRequestException),
            })
            .Build();
        HttpMessageHandler connection = new SocketsHttpHandler { ConnectTimeout = ConnectTimeout, PooledConnectionLifetime = TimeSpan.FromMinutes(2), UseCookies = false, AllowAutoRedirect = false };
        // Within the retries, which may outlast a token.
        if (address.Authentication?.Invoke() is { } authentication)
        {
            authentication.InnerHandler = connection;
            connection = authentication;
        }

        return new ResilienceHandler(pipeline) { InnerHandler = connection };
    }

    private static bool CanBeSentAgain(Outcome<HttpResponseMessage> outcome) =>
        outcome.Exception is HttpRequestException or Polly.CircuitBreaker.BrokenCircuitException
        || outcome.Result?.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout;
}
