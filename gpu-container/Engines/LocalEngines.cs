using Avatar.Core.Activities;
using Avatar.Core.Portraits;
using Avatar.Core.Portraits.Motions;
using Avatar.Core.Speech;
using Avatar.Core.Voices;
using Avatar.Engines.Portraits;
using Avatar.Engines.Portraits.Motion.Clips;
using Avatar.Engines.Speech;
using Avatar.Engines.Speech.Kokoro;
using Avatar.Engines.Voices.Cloning;

namespace Avatar.Engines;

/// <summary>The engines of this process; each is made when it is first asked for.</summary>
/// <param name="voices">The cloned voices.</param>
/// <param name="settings">The machine's device and models.</param>
public sealed class LocalEngines(IClonedVoices voices, EngineSettings settings) : IEngines
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ISpeechSynthesizer> _speech = [];
    private readonly Dictionary<string, IPortraitAnimator> _portraits = [];
    private readonly MotionReader _motions = new();

    /// <inheritdoc/>
    public ISpeechSynthesizer Speech(string name) => GetOrCreate(_speech, name, engine => SpeechEngines.Create(engine, settings, voices, () => (KokoroSynthesizer)Speech(KokoroSynthesizer.EngineName)));

    /// <inheritdoc/>
    public IPortraitAnimator Portraits(string name) => GetOrCreate(_portraits, name, engine => PortraitEngines.Create(engine, settings));

    /// <inheritdoc/>
    public IVoiceCloner Cloner { get; } = new KokoroVoiceCloner(settings.Device);

    /// <inheritdoc/>
    public IMotionReader Motions => _motions;

    /// <inheritdoc/>
    public void Dispose()
    {
        _motions.Dispose();
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
