using System.Runtime.InteropServices;
using Avatar.Core.Installation;
using Avatar.Core.Languages;
using Avatar.Core.Planning;
using Avatar.Core.Speech;
using Avatar.Engines.Recognition.Whisper;
using Avatar.Engines.Speech.Kokoro;
using Avatar.Engines.Speech.Phonemes;
using Avatar.Engines.Voices;
using Avatar.Engines.Voices.Cloning;

namespace Avatar.VoiceMapTool;

/// <summary>Makes the table that <see cref="StockVoices"/> reads, and the standards of <see cref="TrialSentence"/>.</summary>
internal sealed class StockTable : IDisposable
{
    private const int JudgedSentences = 8;

    private readonly KokoroModel _model = KokoroModel.Load();
    private readonly VoiceEars _ears = new();
    private readonly WhisperModel _whisper = WhisperModel.Load();
    private readonly SentenceJudge _judge;
    private readonly KokoroVoices _voices = new();
    private readonly SpeechPlanner _planner = new();
    private readonly TextToPhonemes _phonemes = new();

    /// <summary>Loads what it takes.</summary>
    public StockTable() => _judge = new SentenceJudge(_ears.Quality, new Intelligibility(_whisper));

    /// <summary>Says three sentences in every voice and writes how it sounds; and eight, as the default voice does, for the harm.</summary>
    public void Write()
    {
        var standards = Enum.GetValues<Language>().ToDictionary(language => language, StandardsIn);
        float[] table = [.. _voices.All.AsParallel().AsOrdered().SelectMany(voice => Row(voice, standards[voice.Language]))];
        File.WriteAllBytes(ProductFiles.PathOf("models", "speech", "stock_voices.f32"), MemoryMarshal.AsBytes(table.AsSpan()).ToArray());
        var sentences = new TrialVoice(_model, _voices, _ears, _judge).Standards(CancellationToken.None);
        File.WriteAllText(ProductFiles.PathOf(["models", .. TrialSentence.File]), TrialSentence.Write(sentences));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _model.Dispose();
        _ears.Dispose();
        _whisper.Dispose();
    }

    private static string[] TextsIn(Language language) => language switch
    {
        Language.Spanish =>
            ["El mercado abre muy temprano todos los días.", "Nadie sabía por qué las luces se habían apagado.", "Le pedí que volviera antes de la cena."],
        Language.Mandarin => ["超市每天早上很早就开门。", "没有人知道灯为什么灭了。", "我请他在晚饭前回来。"],
        _ => ["The market opens very early every day.", "Nobody knew why the lights had gone out.", "I asked him to come back before dinner."],
    };

    private float[] Row(VoiceInfo voice, IReadOnlyList<(string Text, SentenceStandard Standard)> standards)
    {
        float[] sound = [.. TextsIn(voice.Language).SelectMany(text => Say(voice.Name, text, voice.Language))];
        var track = _ears.Pitch.Track(sound);
        var pitch = PitchStatistics.Of(track)!.Value;
        var harm = standards.Average(sentence => _judge.HarmOf(sentence.Standard, Say(voice.Name, sentence.Text, voice.Language), voice.Language, CancellationToken.None));
        return [.. _ears.Speaker.Embed(sound), (float)pitch.MeanHz, (float)pitch.Spread, (float)SpeakingRate.SyllablesPerSecond(sound, track), (float)harm];
    }

    /// <summary>How the default voice of a language says sentences.</summary>
    private IReadOnlyList<(string Text, SentenceStandard Standard)> StandardsIn(Language language) =>
    [
        .. Sentences.All.Where(sentence => sentence.Language == language).Take(JudgedSentences).Select(sentence => (
            sentence.Text, _judge.Standard(Say(KokoroVoices.Default(language), sentence.Text, language), language, CancellationToken.None))),
    ];

    private float[] Say(string voice, string text, Language language)
    {
        var tokens = TrialVoice.Tokens(_planner, _phonemes, text, language);
        var style = _voices.Style(VoiceMix.Of(voice), tokens.Count);
        var output = _model.Run([0, .. tokens.Select(token => token.Id), 0], style, 1, Melody.AsPredicted, CancellationToken.None);
        return SpeechOnly.Of(_ears.Activity, new FormantShift(1).Apply(output.Samples, VoiceEars.SampleRateHz));
    }
}
