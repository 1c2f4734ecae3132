using Microsoft.DurableTask.Client;

namespace Avatar.Functions.Orchestration;

/// <summary>
/// The client of Durable Functions. It comes only as a binding of a function, and is the same for all functions of an app, so each function that has
/// one leaves it here.
/// </summary>
public sealed class DurableClients
{
    private volatile DurableTaskClient? _client;

    /// <summary>The client.</summary>
    public DurableTaskClient Current
    {
        get => _client ?? throw new InvalidOperationException("No function has brought a client yet.");
        set => _client = value;
    }
}
