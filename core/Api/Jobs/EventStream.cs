using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Avatar.Api.Jobs;

/// <summary>Server-sent events of something that ends: <c>progress</c> until then, and <c>end</c>.</summary>
internal static class EventStream
{
    /// <summary>
    /// The events of some states. Where clients are to poll, the answer has <c>Retry-After</c>, and the event the time after which a browser's
    /// EventSource comes again by itself (HTML, 9.2.5).
    /// </summary>
    public static ServerSentEventsResult<T> Of<T>(HttpResponse response, Following following, IAsyncEnumerable<T> states, Func<T, bool> hasEnded)
    {
        if (following.PollEvery is { } every) response.Headers.RetryAfter = every.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
        return TypedResults.ServerSentEvents(ItemsOf(states, following.PollEvery, hasEnded));
    }

    private static async IAsyncEnumerable<SseItem<T>> ItemsOf<T>(
        IAsyncEnumerable<T> states, TimeSpan? again, Func<T, bool> hasEnded, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var state in states.WithCancellation(cancellationToken))
            yield return hasEnded(state) ? new SseItem<T>(state, "end") : new SseItem<T>(state, "progress") { ReconnectionInterval = again };
    }
}
