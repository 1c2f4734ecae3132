using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Avatar.Runtime.Durable;

/// <summary>Tells who watches an orchestration that it has changed. Signals that come before the watcher looks are one.</summary>
internal sealed class StateWatchers
{
    private readonly ConcurrentDictionary<string, Channel<bool>[]> byId = new(StringComparer.Ordinal);
    private Exception? fault;
    private volatile bool closed;

    /// <summary>Signals after each change, and once at the beginning; ends when the engine closes.</summary>
    public async IAsyncEnumerable<bool> WatchAsync(string id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        channel.Writer.TryWrite(true);
        byId.AddOrUpdate(id, [channel], (_, others) => [.. others, channel]);
        if (closed) channel.Writer.TryComplete(fault);
        try
        {
            await foreach (var signal in channel.Reader.ReadAllAsync(cancellationToken)) yield return signal;
        }
        finally
        {
            Remove(id, channel);
        }
    }

    public void Signal(string id)
    {
        if (!byId.TryGetValue(id, out var channels)) return;
        foreach (var channel in channels) channel.Writer.TryWrite(true);
    }

    /// <summary>Ends all, with an exception if the engine has failed.</summary>
    public void Close(Exception? exception)
    {
        fault = exception;
        closed = true;
        foreach (var channel in byId.Values.SelectMany(channels => channels)) channel.Writer.TryComplete(fault);
    }

    private void Remove(string id, Channel<bool> channel)
    {
        while (byId.TryGetValue(id, out var channels))
        {
            var others = Array.FindAll(channels, other => other != channel);
            if (others.Length == 0 ? byId.TryRemove(new(id, channels)) : byId.TryUpdate(id, others, channels)) return;
        }
    }
}
