using Avatar.Core.Languages;
using Avatar.Core.Speech;
using Avatar.Core.Voices;
using Avatar.Engines.Onnx;
using Avatar.Engines.Speech.Marks;
using Avatar.Engines.Speech.Phonemes;

namespace Avatar.Engines.Speech.Kokoro;

/// <summary>
/// Speaks with Kokoro-82M. The model is loaded once, when it is first needed or by <see cref="WarmUp"/>. Every call takes one
/// thread; run two at once to use two cores. Short texts need no help: said alone, "yes" and "hello" are as long as within a sentence or longer.
/// </summary>
public sealed class KokoroSynthesizer : ISpeechSynthesizer
{
    /// <summary>The name by which users choose it.</summary>
    public const string EngineName = "kokoro";

    private readonly Lazy<KokoroVoices> _voices = new(() => new KokoroVoices());
    private readonly LoadingModel<KokoroModel> _model;
    private readonly TextToPhonemes _phonemes;
    private readonly IClonedVoices? _clones;

    /// <summary>A synthesizer; nothing is loaded yet.</summary>
    /// <param name="phonemes">Reads the text; it may be shared.</param>
    /// <param name="clones">The cloned voices that it speaks with besides its own, or null.</param>
    /// <param name="device">Where the model runs.</param>
    public KokoroSynthesizer(TextToPhonemes phonemes, IClonedVoices? clones = null, Device device = Device.Cpu)
    {
        (_phonemes, _clones) = (phonemes, clones);
        _model = new(() => KokoroModel.Load(device));
    }

    /// <inheritdoc/>
    public string Name => EngineName;

    /// <inheritdoc/>
    public string Version => "Kokoro-82M v1.0";

    /// <inheritdoc/>
    public VoiceCloning Cloning => VoiceCloning.Learned;

    /// <inheritdoc/>
    public IReadOnlyList<VoiceInfo> Voices => [.. StockVoices, .. _clones?.Voices ?? []];

    /// <summary>The voices that it comes with.</summary>
    internal IReadOnlyList<VoiceInfo> StockVoices => _voices.Value.All;

    /// <inheritdoc/>
    public string DefaultVoice(Language language) => KokoroVoices.Default(language);

    /// <inheritdoc/>
    public Task CheckVoiceAsync(string voice, CancellationToken cancellationToken)
    {
        _ = Find(voice);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public ClonedVoice? FindClone(string voice) => _clones?.FindClone(voice);

    /// <inheritdoc/>
    public void WarmUp() => _ = _model.Loaded;

    /// <inheritdoc/>
    public async Task<SynthesizedSpeech> SynthesizeAsync(SpeechSegment segment, string voice, double speed, CancellationToken cancellationToken)
    {
        SpeechSpeed.Check(speed);
        var speaker = Find(voice);
        var loading = _model.Loaded;
        var words = await Task.Run(() => _phonemes.Read(segment.Pieces, segment.Language), cancellationToken).ConfigureAwait(false);
        var model = await loading.WaitAsync(cancellationToken).ConfigureAwait(false);
        return await Task.Run(() => Speak(model, words, segment.Language, segment.End, speaker, speed, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => _model.Dispose();

    internal SynthesizedSpeech Speak(
        KokoroModel model, IReadOnlyList<PhonemeWord> words, Language language, SegmentEnd end, KokoroSpeaker speaker, double speed,
        CancellationToken cancellationToken)
    {
        var spoken = words.Select(word => new SpokenWord(word.Text, word.Source)).ToList();
        var pause = SpeechAssembler.PauseSeconds(end) / speed;
        var runs = KokoroTokens.Split(KokoroTokens.Encode(words), KokoroVoices.MostTokens);
        if (runs.Count == 0) return SpeechAssembler.Assemble(RawSpeech.Silence, pause);

        var parts = new List<SynthesizedSpeech>(runs.Count);
        foreach (var run in runs)
        {
            var raw = speaker.Say(model, _voices.Value, language, run, spoken, speed, cancellationToken);
            var isLast = parts.Count == runs.Count - 1;
            parts.Add(SpeechAssembler.Assemble(raw, isLast ? pause : InnerPauseSeconds(run[^1].Symbol) / speed));
        }

        return SpeechAssembler.Join(parts);
    }

    /// <summary>Says words with the silence that the model leaves around them.</summary>
    /// <param name="words">The words.</param>
    /// <param name="language">Their language.</param>
    /// <param name="voice">A stock voice.</param>
    /// <param name="cancellationToken">Stops it.</param>
    internal async Task<RawSpeech> SayRawAsync(IReadOnlyList<PhonemeWord> words, Language language, string voice, CancellationToken cancellationToken)
    {
        var speaker = new KokoroSpeaker(VoiceMix.Of(voice));
        var model = await _model.Loaded.WaitAsync(cancellationToken).ConfigureAwait(false);
        return await Task.Run(
            () =>
            {
                var spoken = words.Select(word => new SpokenWord(word.Text, word.Source)).ToList();
                var runs = KokoroTokens.Split(KokoroTokens.Encode(words), KokoroVoices.MostTokens);
                return runs.Count == 0
                    ? RawSpeech.Silence
                    : RawSpeech.Join([.. runs.Select(run => speaker.Say(model, _voices.Value, language, run, spoken, 1, cancellationToken))]);
            },
            cancellationToken).ConfigureAwait(false);
    }

    private static double InnerPauseSeconds(char last) =>
        SpeechAssembler.PauseSeconds(last is '.' or '!' or '?' or '…' ? SegmentEnd.Sentence : SegmentEnd.Clause);

    private KokoroSpeaker Find(string voice) => _clones?.FindClone(voice) is { } clone
        ? KokoroSpeaker.Read(clone.Name, _clones.DataOf(clone.Name, EngineName), _voices.Value)
        : new KokoroSpeaker(VoiceMix.Parse(voice, _voices.Value.All));
}
