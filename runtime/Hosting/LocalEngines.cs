using Avatar.Core.Activities;
using Avatar.Core.GpuService;
using Avatar.Core.Portraits;
using Avatar.Core.Speech;
using Avatar.Core.Voices;
using Avatar.Engines.Portraits;
using Avatar.Engines.Speech;
using Avatar.Engines.Voices.Cloning;
using Avatar.Runtime.Configuration;

namespace Avatar.Runtime.Hosting;

/// <summary>The engines of this process; each is made when it is first asked for.</summary>
internal sealed class LocalEngines(IClonedVoices voices) : IEngines
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ISpeechSynthesizer> _speech = [];
    private readonly Dictionary<string, IPortraitAnimator> _portraits = [];

    /// <summary>The cloned voices of a data folder.</summary>
    public static VoiceStore VoicesOf(RuntimeSettings settings) => new(Path.Combine(settings.DataFolder, "voices"));

    /// <summary>The engines that the settings name: those of this process, or of a service.</summary>
    /// <exception cref="Core.Errors.RenderFailedException">The service can't be used.</exception>
    public static async Task<IEngines> OpenAsync(RuntimeSettings settings, VoiceStore voices, CancellationToken cancellationToken) => settings.GpuService is { } service
        ? await RemoteEngines.ConnectAsync(service, voices, cancellationToken)
        : new LocalEngines(voices);

    /// <inheritdoc/>
    public ISpeechSynthesizer Speech(string name) => GetOrCreate(_speech, name, engine => SpeechEngines.Create(engine, voices));

    /// <inheritdoc/>
    public IPortraitAnimator Portraits(string name) => GetOrCreate(_portraits, name, PortraitEngines.Create);

    /// <inheritdoc/>
    public IVoiceCloner Cloner { get; } = new KokoroVoiceCloner();

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var engine in _speech.Values) engine.Dispose();
        foreach (var engine in _portraits.Values) engine.Dispose();
    }

    private T GetOrCreate<T>(Dictionary<string, T> engines, string name, Func<string, T> create)
    {
        lock (_lock)
        {
            if (!engines.TryGetValue(name, out var engine)) engines.Add(name, engine = create(name));
            return engine;
        }
    }
}
