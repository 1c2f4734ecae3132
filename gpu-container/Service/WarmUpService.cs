using Avatar.Core.Activities;
using Avatar.Core.Languages;
using Avatar.Core.Planning;
using Avatar.Engines.Speech;

namespace Avatar.GpuContainer;

/// <summary>Loads the models that most requests need and says a word, before the service is ready: the first caller need not wait for that.</summary>
internal sealed class WarmUpService(ContainerSettings settings, IEngines engines) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!settings.WarmsUp) return;
        var speech = engines.Speech(SpeechEngines.Default);
        var word = new SpeechPlanner().Plan("Hello.", Language.English, 1).Segments[0];
        _ = await speech.SynthesizeAsync(word, speech.DefaultVoice(Language.English), 1, cancellationToken);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
