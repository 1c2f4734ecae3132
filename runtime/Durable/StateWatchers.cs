using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Avatar.Runtime.Durable;

/// <summary>Tells who watches an orchestration that it has changed. Signals that come before the watcher looks are one.</summary>
internal sealed class StateWatchers
{
    private readonly ConcurrentDictionary<string, Channel<bool>[]> _byId = new(StringComparer.Ordinal);
    private Exception? _fault;
    private volatile bool _closed;

    /// <summary>Signals after each change, and once at the beginning; ends when the engine closes.</summary>
    public async IAsyncEnumerable<bool> WatchAsync(string id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        channel.Writer.TryWrite(true);
        _byId.AddOrUpdate(id, [channel], (_, others) => [.. others, channel]);
        if (_closed) channel.Writer.TryComplete(_fault);
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
        if (!_byId.TryGetValue(id, out var channels)) return;
        foreach (var channel in channels) channel.Writer.TryWrite(true);
    }

    /// <summary>Ends all, with an exception if the engine has failed.</summary>
    public void Close(Exception? exception)
    {
        _fault = exception;
        _closed = true;
        foreach (var channel in _byId.Values.SelectMany(channels => channels)) channel.Writer.TryComplete(_fault);
    }

    private void Remove(string id, Channel<bool> channel)
    {
        while (_byId.TryGetValue(id, out var channels))
        {
            var others = Array.FindAll(channels, other => other != channel);
            if (others.Length == 0 ? _byId.TryRemove(new(id, channels)) : _byId.TryUpdate(id, others, channels)) return;
        }
    }
}
