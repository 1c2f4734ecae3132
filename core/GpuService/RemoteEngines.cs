using Avatar.Core.Activities;
using Avatar.Core.Errors;
using Avatar.Core.Portraits;
using Avatar.Core.Portraits.Motions;
using Avatar.Core.Speech;
using Avatar.Core.Voices;

namespace Avatar.Core.GpuService;

/// <summary>The engines of a GPU service.</summary>
public sealed class RemoteEngines : IEngines
{
    private readonly GpuServiceClient _client;
    private readonly Dictionary<string, RemoteSynthesizer> _speech;
    private readonly Dictionary<string, RemoteAnimator> _portraits;

    private RemoteEngines(GpuServiceClient client, Catalogue catalogue, IClonedVoices clones)
    {
        _client = client;
        _speech = catalogue.Speech.ToDictionary(engine => engine.Name, engine => new RemoteSynthesizer(client, engine, clones));
        _portraits = catalogue.Portraits.ToDictionary(engine => engine.Name, engine => new RemoteAnimator(client, engine));
    }

    /// <summary>The engines of a service that is known already; it is not asked.</summary>
    /// <param name="client">Calls the service; disposed with the engines.</param>
    /// <param name="catalogue">What it offers.</param>
    /// <param name="clones">The cloned voices; they are sent along with what they are to say.</param>
    public static RemoteEngines Of(GpuServiceClient client, Catalogue catalogue, IClonedVoices clones)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        return new RemoteEngines(client, catalogue, clones);
    }

    /// <summary>Asks a service what it offers.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="clones">The cloned voices; they are sent along with what they are to say.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="RenderFailedException">It can't be reached, refuses the token, or is of another version.</exception>
    public static async Task<RemoteEngines> ConnectAsync(GpuServiceAddress address, IClonedVoices clones, CancellationToken cancellationToken)
    {
        var client = new GpuServiceClient(address);
        try
        {
            return new RemoteEngines(client, await client.CatalogueAsync(cancellationToken), clones);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public ISpeechSynthesizer Speech(string name) => _speech.GetValueOrDefault(name)
        ?? throw new InvalidInputException("speechEngine", $"The GPU service has no speech engine '{name}': use {string.Join(" or ", _speech.Keys)}, or pull the engine's model there.");

    /// <inheritdoc/>
    public IPortraitAnimator Portraits(string name) => _portraits.GetValueOrDefault(name)
        ?? throw new InvalidInputException("portraitEngine", $"The GPU service has no portrait engine '{name}': use {string.Join(" or ", _portraits.Keys)}, or pull the engine's model there.");

    /// <inheritdoc/>
    public IVoiceCloner Cloner => new RemoteVoiceCloner(_client);

    /// <inheritdoc/>
    public IMotionReader Motions => new RemoteMotionReader(_client);

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();
}
