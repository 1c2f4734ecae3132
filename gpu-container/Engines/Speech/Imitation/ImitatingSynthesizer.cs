using Avatar.Core.Errors;
using Avatar.Core.Languages;
using Avatar.Core.Media;
using Avatar.Core.Speech;
using Avatar.Core.Voices;
using Avatar.Engines.Audio;
using Avatar.Engines.Onnx;
using Avatar.Engines.Speech.Alignment;
using Avatar.Engines.Speech.Kokoro;
using Avatar.Engines.Speech.Marks;
using Avatar.Engines.Speech.Phonemes;
using Avatar.Engines.Voices;

namespace Avatar.Engines.Speech.Imitation;

/// <summary>
/// Speaks with a model that imitates recordings and gives audio without times: Kokoro says the same words, and its times are carried over by how both sound.
/// </summary>
/// <param name="engine">The engine.</param>
/// <param name="phonemes">Reads the text; it may be shared.</param>
/// <param name="kokoro">Says the same words; it may be shared, and is not disposed.</param>
/// <param name="clones">The cloned voices, or null.</param>
internal sealed class ImitatingSynthesizer(ImitatingEngine engine, TextToPhonemes phonemes, KokoroSynthesizer kokoro, IClonedVoices? clones) : ISpeechSynthesizer
{
    private readonly ImitatedVoices _voices = new(engine.Name, kokoro, clones);
    private readonly LoadingModel<IVoiceImitator> _model = new(engine.Load);
    private readonly Lazy<PitchTracker> _pitch = new(() => new PitchTracker());
    private readonly Lazy<Resampler> _resampler = new(() => new Resampler(SpeechAssembler.SampleRateHz, PitchTracker.SampleRateHz));

    /// <inheritdoc/>
    public string Name => engine.Name;

    /// <inheritdoc/>
    public string Version => engine.Version;

    /// <inheritdoc/>
    public string? Notice => engine.Notice;

    /// <inheritdoc/>
    public VoiceCloning Cloning => VoiceCloning.Imitated;

    /// <inheritdoc/>
    public IReadOnlyList<VoiceInfo> Voices => [.. kokoro.StockVoices, .. clones?.Voices ?? []];

    /// <inheritdoc/>
    public string DefaultVoice(Language language) => kokoro.DefaultVoice(language);

    /// <inheritdoc/>
    public Task CheckVoiceAsync(string voice, CancellationToken cancellationToken)
    {
        if (FindClone(voice) is null) VoiceNames.Check(voice, Voices);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public ClonedVoice? FindClone(string voice) => clones?.FindClone(voice);

    /// <inheritdoc/>
    public void WarmUp()
    {
        _ = _model.Loaded;
        kokoro.WarmUp();
    }

    /// <inheritdoc/>
    public async Task<SynthesizedSpeech> SynthesizeAsync(SpeechSegment segment, string voice, double speed, CancellationToken cancellationToken)
    {
        SpeechSpeed.Check(speed);
        await CheckVoiceAsync(voice, cancellationToken);
        var model = await _model.Loaded.WaitAsync(cancellationToken);
        var learned = await _voices.LearnAsync(voice, model, cancellationToken);
        var pause = SpeechAssembler.PauseSeconds(segment.End) / speed;
        var parts = new List<SynthesizedSpeech>();
        var runs = ImitatedText.Split(segment.Pieces, model.MostCharacters(segment.Language));
        foreach (var run in runs)
        {
            var raw = await SayAsync(model, learned, run, segment.Language, speed, cancellationToken);
            var isLast = parts.Count == runs.Count - 1;
            parts.Add(SpeechAssembler.Assemble(raw, isLast ? pause : SpeechAssembler.PauseSeconds(SegmentEnd.Clause) / speed));
        }

        return parts.Count > 0 ? SpeechAssembler.Join(parts) : SpeechAssembler.Assemble(RawSpeech.Silence, pause);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_pitch.IsValueCreated) _pitch.Value.Dispose();
        _model.Dispose();
    }

    private async Task<RawSpeech> SayAsync(
        IVoiceImitator model, byte[] voice, IReadOnlyList<SpokenPiece> pieces, Language language, double speed, CancellationToken cancellationToken)
    {
        var text = string.Concat(pieces.Select(piece => piece.Text)).Trim();
        var saying = Task.Run(() => model.Say(voice, text, language, cancellationToken), cancellationToken);
        var words = await Task.Run(() => phonemes.Read(pieces, language), cancellationToken);
        var known = await kokoro.SayRawAsync(words, language, DefaultVoice(language), cancellationToken);
        var samples = await saying;
        if (samples.Length == 0) throw new RenderFailedException($"The speech engine {Name} said nothing: try another voice, or use {SpeechEngines.Default}.");
        var timed = SpeechAligner.Align(known, samples);
        if (speed != 1)
        {
            var longer = samples.Length;
            samples = await TempoChange.ApplyAsync(samples, SpeechAssembler.SampleRateHz, speed, cancellationToken);
            var ratio = (double)samples.Length / longer;
            timed = timed.ConvertAll(phoneme => phoneme with { StartSeconds = phoneme.StartSeconds * ratio, EndSeconds = phoneme.EndSeconds * ratio });
        }

        return new RawSpeech(samples, timed, known.Words, Melody(samples));
    }

    /// <summary>The pitch in the steps of all engines.</summary>
    private float[] Melody(float[] samples)
    {
        var track = _pitch.Value.Track(_resampler.Value.Resample(samples));
        const double perHop = (double)SpeechAssembler.HopSamples / SpeechAssembler.SampleRateHz * PitchTracker.SampleRateHz / PitchTracker.HopSamples;
        return [.. Enumerable.Range(0, samples.Length / SpeechAssembler.HopSamples).Select(hop => track[Math.Min(track.Length - 1, (int)Math.Round(hop * perHop))])];
    }
}
