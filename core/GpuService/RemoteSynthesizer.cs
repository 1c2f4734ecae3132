using System.Collections.Concurrent;
using System.Security.Cryptography;
using Avatar.Core.Languages;
using Avatar.Core.Speech;
using Avatar.Core.Voices;

namespace Avatar.Core.GpuService;

/// <summary>A speech engine of a GPU service. The cloned voices are here, and go there with what they say.</summary>
internal sealed class RemoteSynthesizer(GpuServiceClient client, SpeechEngineInfo engine, IClonedVoices clones) : ISpeechSynthesizer
{
    private readonly ConcurrentDictionary<string, bool> _known = new(engine.Voices.Select(voice => KeyValuePair.Create(voice.Name, true)));

    /// <inheritdoc/>
    public string Name => engine.Name;

    /// <inheritdoc/>
    public string Version => engine.Version;

    /// <inheritdoc/>
    public string? Notice => engine.Notice;

    /// <inheritdoc/>
    public VoiceCloning Cloning => engine.Cloning;

    /// <inheritdoc/>
    public IReadOnlyList<VoiceInfo> Voices => CanClone ? [.. engine.Voices, .. clones.Voices] : engine.Voices;

    /// <inheritdoc/>
    public string DefaultVoice(Language language) => engine.DefaultVoices[language.Code()];

    /// <inheritdoc/>
    public async Task CheckVoiceAsync(string voice, CancellationToken cancellationToken)
    {
        if (_known.ContainsKey(voice) || FindClone(voice) is not null) return;
        await client.CheckVoiceAsync(engine.Name, voice, cancellationToken);
        _known[voice] = true;
    }

    /// <inheritdoc/>
    public ClonedVoice? FindClone(string voice) => CanClone ? clones.FindClone(voice) : null;

    /// <inheritdoc/>
    public void WarmUp()
    {
        // The service did so when it started.
    }

    /// <inheritdoc/>
    public Task<SynthesizedSpeech> SynthesizeAsync(SpeechSegment segment, string voice, double speed, CancellationToken cancellationToken)
    {
        var data = FindClone(voice) is null ? null : Cloning == VoiceCloning.Imitated ? clones.ImitationOf(voice, Name) : clones.DataOf(voice, Name);
        var clone = data is null ? null : new CloneData(Convert.ToHexStringLower(SHA256.HashData(data)), data);
        var call = new SpeechCall { Engine = engine.Name, Voice = clone is null ? voice : null, ClonedVoice = clone, Speed = speed, Segment = segment };
        return client.SpeakAsync(call, cancellationToken);
    }

    private bool CanClone => Cloning != VoiceCloning.None;

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
