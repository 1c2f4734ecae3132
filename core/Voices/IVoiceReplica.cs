namespace Avatar.Core.Voices;

/// <summary>Keeps a folder of voices alike on several machines, through a store that all of them have.</summary>
public interface IVoiceReplica
{
    /// <summary>The one of a machine that is alone.</summary>
    static IVoiceReplica Alone { get; } = new NoReplica();

    /// <summary>Brings what other machines have changed; before voices are looked up.</summary>
    Task PullAsync(CancellationToken cancellationToken);

    /// <summary>Gives others what was changed here; after voices or requests were added or removed.</summary>
    Task PushAsync(CancellationToken cancellationToken);

    private sealed class NoReplica : IVoiceReplica
    {
        public Task PullAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task PushAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
