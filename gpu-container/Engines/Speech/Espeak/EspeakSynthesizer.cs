using Avatar.Core.Languages;
using Avatar.Core.Speech;
using Avatar.Core.Voices;
using Avatar.Engines.Audio;
using Avatar.Engines.Speech.Marks;
using Avatar.Engines.Speech.Phonemes;
using Avatar.Engines.Speech.Phonemes.Mandarin;

namespace Avatar.Engines.Speech.Espeak;

/// <summary>
/// Speaks with eSpeak NG: no model, a hundred times faster than real time, and sounds like a machine. Marks are exact; stress is not
/// known and always 0, nor is pitch. The library speaks one text at a time, so calls wait for each other; its voice flutters on from one
/// to the next, so the same text gives nearly, not exactly, the same samples.
/// </summary>
public sealed class EspeakSynthesizer : ISpeechSynthesizer
{
    /// <summary>The name by which users choose it.</summary>
    public const string EngineName = "espeak";

    // Some voices reach full scale, and resampling overshoots a little.
    private const float Gain = 0.7f / 32768;

    private readonly Lazy<MandarinReader> _mandarin = new(MandarinReader.Load);
    private readonly Lazy<Resampler> _resampler = new(() => new Resampler(EspeakLibrary.SampleRateHz, SpeechAssembler.SampleRateHz));

    /// <inheritdoc/>
    public string Name => EngineName;

    /// <inheritdoc/>
    public string Version => $"eSpeak NG {EspeakLibrary.Version}";

    /// <inheritdoc/>
    public VoiceCloning Cloning => VoiceCloning.None;

    /// <inheritdoc/>
    public IReadOnlyList<VoiceInfo> Voices { get; } = [.. EspeakVoice.All.Select(voice => voice.Info)];

    /// <inheritdoc/>
    public string DefaultVoice(Language language) => EspeakVoice.Default(language);

    /// <inheritdoc/>
    public Task CheckVoiceAsync(string voice, CancellationToken cancellationToken)
    {
        VoiceNames.Check(voice, Voices);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public ClonedVoice? FindClone(string voice) => null;

    /// <inheritdoc/>
    public void WarmUp()
    {
        // There is no model to load.
    }

    /// <inheritdoc/>
    public Task<SynthesizedSpeech> SynthesizeAsync(SpeechSegment segment, string voice, double speed, CancellationToken cancellationToken)
    {
        SpeechSpeed.Check(speed);
        VoiceNames.Check(voice, Voices);
        var chosen = EspeakVoice.All.First(known => known.Name == voice);
        return Task.Run(() => Speak(segment, chosen, speed, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The library belongs to the process.
    }

    // As fast as people speak; eSpeak counts a word of pinyin as longer than it is.
    private static int WordsPerMinute(Language language, double speed) => (int)Math.Round((language == Language.Mandarin ? 220 : 165) * speed);

    private SynthesizedSpeech Speak(SpeechSegment segment, EspeakVoice voice, double speed, CancellationToken cancellationToken)
    {
        var samples = new List<float>();
        var phonemes = new List<TimedPhoneme>();
        var words = new List<SpokenWord>();
        foreach (var text in EspeakText.Write(SpokenTokenizer.Tokenize(segment.Pieces, segment.Language), _mandarin))
        {
            var utterance = EspeakSpeaker.Say(voice.For(text.Language), text.Text, WordsPerMinute(text.Language, speed), cancellationToken);
            AddPhonemes(phonemes, text, utterance, (double)samples.Count / SpeechAssembler.SampleRateHz, words.Count);
            words.AddRange(text.Words.Select(word => word.Word));
            samples.AddRange(_resampler.Value.Resample([.. utterance.Samples.Select(sample => sample * Gain)]));
        }

        var raw = new RawSpeech([.. samples], phonemes, words, []);
        return SpeechAssembler.Assemble(raw, SpeechAssembler.PauseSeconds(segment.End) / speed);
    }

    private static void AddPhonemes(List<TimedPhoneme> phonemes, EspeakText text, EspeakUtterance utterance, double startSeconds, int firstWord)
    {
        var said = utterance.Phonemes;
        var seconds = (double)utterance.Samples.Count / EspeakLibrary.SampleRateHz;
        for (var i = 0; i < said.Count; i++)
        {
            var symbol = EspeakSymbols.ToIpa(said[i].Name);
            var end = i + 1 < said.Count ? said[i + 1].StartSeconds : seconds;
            var word = symbol.Length > 0 && text.WordAt(said[i].TextPosition) is { } known ? firstWord + known : -1;
            phonemes.Add(new TimedPhoneme(symbol, startSeconds + said[i].StartSeconds, startSeconds + end, 0, word));
        }
    }
}
