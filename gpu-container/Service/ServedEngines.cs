using Avatar.Core.GpuService;
using Avatar.Core.Installation;
using Avatar.Core.Languages;
using Avatar.Core.Portraits;
using Avatar.Core.Recognition;
using Avatar.Core.Speech;
using Avatar.Core.Voices;
using Avatar.Engines.Portraits;
using Avatar.Engines.Recognition.Whisper;
using Avatar.Engines.Speech;
using Avatar.Engines.Speech.Kokoro;
using Avatar.Engines.Voices.Cloning;

namespace Avatar.GpuContainer;

/// <summary>The engines of this process; each is made when it is first asked for, and shared.</summary>
internal sealed class ServedEngines : IDisposable
{
    private readonly string _device;
    private readonly Dictionary<string, ISpeechSynthesizer> _speech;
    private readonly Dictionary<string, IPortraitAnimator> _portraits;

    /// <summary>The engines; nothing is loaded yet.</summary>
    public ServedEngines(ContainerSettings settings, SentVoices voices)
    {
        _device = settings.Device;
        _speech = SpeechEngines.Names.ToDictionary(name => name, name => SpeechEngines.Create(name, voices));
        _portraits = PortraitEngines.Names.ToDictionary(name => name, PortraitEngines.Create);
    }

    /// <summary>Writes down speech.</summary>
    public ITranscriber Transcriber { get; } = new WhisperTranscriber();

    /// <summary>Learns voices.</summary>
    public IVoiceCloner Cloner { get; } = new KokoroVoiceCloner();

    /// <summary>What is offered.</summary>
    public Catalogue Catalogue => new(
        ProductVersion.Current,
        _device,
        [.. _speech.Values.Select(engine => new SpeechEngineInfo(
            engine.Name, engine.Version, engine.Voices, engine.Name == KokoroSynthesizer.EngineName,
            Enum.GetValues<Language>().ToDictionary(language => language.Code(), engine.DefaultVoice)))],
        [.. _portraits.Values.Select(engine => new EngineInfo(engine.Name, engine.Version))],
        [new EngineInfo(Transcriber.Name, Transcriber.Version)]);

    /// <summary>A speech engine.</summary>
    /// <exception cref="Core.Errors.InvalidInputException">There is none of that name.</exception>
    public ISpeechSynthesizer Speech(string name) => _speech.GetValueOrDefault(name) ?? SpeechEngines.Create(name);

    /// <summary>A portrait engine.</summary>
    /// <exception cref="Core.Errors.InvalidInputException">There is none of that name.</exception>
    public IPortraitAnimator Animator(string name) => _portraits.GetValueOrDefault(name) ?? PortraitEngines.Create(name);

    /// <inheritdoc/>
    public void Dispose()
    {
        Transcriber.Dispose();
        foreach (var engine in _portraits.Values) engine.Dispose();
        foreach (var engine in _speech.Values) engine.Dispose();
    }
}
