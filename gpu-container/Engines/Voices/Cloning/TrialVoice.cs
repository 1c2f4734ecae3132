using System.Collections.Concurrent;
using System.Numerics.Tensors;
using Avatar.Core.Languages;
using Avatar.Core.Planning;
using Avatar.Engines.Audio;
using Avatar.Engines.Recognition.Whisper;
using Avatar.Engines.Speech.Kokoro;
using Avatar.Engines.Speech.Phonemes;

namespace Avatar.Engines.Voices.Cloning;

/// <summary>Says short sentences in voices that are being tried, and tells how they sound.</summary>
internal sealed class TrialVoice
{
    private static readonly (Language Language, string Text)[] Texts =
    [
        (Language.English, "We waited until the rain had stopped."), (Language.Spanish, "La casa estaba cerca del mercado."), (Language.Mandarin, "他每天早上都去公园跑步。"),
        (Language.English, "Could you bring me the blue folder?"), (Language.Spanish, "Mañana vamos a visitar a mi hermano."), (Language.Mandarin, "我们一起吃晚饭好不好？"),
        (Language.English, "The old bridge was closed for a week."), (Language.Spanish, "El tren llegó con diez minutos de retraso."), (Language.Mandarin, "这本书比那本书有意思。"),
        (Language.English, "They laughed and walked home together."), (Language.Spanish, "¿Puedes abrir la ventana, por favor?"), (Language.Mandarin, "明天可能会下大雨。"),
    ];

    private static readonly (Language Language, string Text)[] HeldBackTexts =
    [
        (Language.English, "Nobody knew who had left the door open that night."), (Language.Spanish, "Nadie sabía quién había dejado la puerta abierta."), (Language.Mandarin, "没有人知道那天晚上是谁忘了关门。"),
        (Language.English, "My sister lives in a small house near the river."), (Language.Spanish, "Mi hermana vive en una casa pequeña junto al río."), (Language.Mandarin, "我姐姐住在河边的一座小房子里。"),
    ];

    private readonly Lazy<Sentence[]> _sentences = new(() => Read(Texts));
    private readonly Lazy<Sentence[]> _heldBack = new(() => Read(HeldBackTexts));
    private readonly KokoroModel _model;
    private readonly KokoroVoices _voices;
    private readonly VoiceEars _ears;
    private readonly Intelligibility _intelligibility;
    private readonly ConcurrentDictionary<int, Lazy<SentenceStandard>> _standards = [];

    /// <summary>A trial.</summary>
    public TrialVoice(KokoroModel model, KokoroVoices voices, VoiceEars ears, Intelligibility intelligibility) =>
        (_model, _voices, _ears, _intelligibility) = (model, voices, ears, intelligibility);

    /// <summary>The languages of the sentences; each three in a row are of three languages.</summary>
    public static IReadOnlyList<Language> Languages { get; } = [.. Texts.Select(text => text.Language)];

    /// <summary>The embeddings of a sentence in voices, each with its own equalizer and with another; and the harm of the first, in units of similarity.</summary>
    /// <param name="tries">The voices.</param>
    /// <param name="sentence">The sentence's number.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public (float[] Own, float[] Other, float Harm)[] Hear(IReadOnlyList<(KokoroAccent Voice, double[] OtherDb)> tries, int sentence, CancellationToken cancellationToken) =>
        SideBySideOf(
            tries.Count,
            i =>
            {
                var said = Say(tries[i].Voice, _sentences.Value[sentence], cancellationToken);
                var own = Equalized(said, tries[i].Voice.EqualizerDb);
                var standard = _standards.GetOrAdd(sentence, _ => new(() => StandardOf(sentence, cancellationToken))).Value;
                return (_ears.Speaker.Embed(own), _ears.Speaker.Embed(Equalized(said, tries[i].OtherDb)), (float)standard.HarmOf(own, cancellationToken));
            },
            cancellationToken);

    /// <summary>The mean cosine of a voice and the speaker, by sentences in all languages that no search says.</summary>
    public double Similarity(KokoroClone voice, float[] speaker, CancellationToken cancellationToken) =>
        SideBySideOf(
            HeldBackTexts.Length,
            i =>
            {
                var accent = voice.Accent(HeldBackTexts[i].Language);
                var said = Equalized(Say(accent, _heldBack.Value[i], cancellationToken), accent.EqualizerDb);
                return TensorPrimitives.CosineSimilarity<float>(_ears.Speaker.Embed(said), speaker);
            },
            cancellationToken).Average();

    /// <summary>A text's tokens.</summary>
    public static List<KokoroToken> Tokens(SpeechPlanner planner, TextToPhonemes phonemes, string text, Language language)
    {
        var segment = planner.Plan(text, language, 1).Segments[0];
        return KokoroTokens.Encode(phonemes.Read(segment.Pieces, segment.Language));
    }

    private static Sentence[] Read((Language Language, string Text)[] texts)
    {
        var (planner, phonemes) = (new SpeechPlanner(), new TextToPhonemes());
        return [.. texts.Select(text => new Sentence(Tokens(planner, phonemes, text.Text, text.Language)))];
    }

    private static T[] SideBySideOf<T>(int count, Func<int, T> work, CancellationToken cancellationToken)
    {
        var results = new T[count];
        // With the token, else the cancelled work would come out as an AggregateException.
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        Parallel.For(0, count, options, i => results[i] = work(i));
        return results;
    }

    /// <summary>A sentence at the ears' sample rate, without its silences, before the equalizer.</summary>
    private float[] Say(KokoroAccent voice, Sentence sentence, CancellationToken cancellationToken)
    {
        var formants = voice.Formants;
        var output = _model.Run(
            sentence.Input, voice.Style(_voices, sentence.Input.Length - 2), formants.SpeedFor(voice.Speed), formants.MelodyFor(voice.Melody), cancellationToken);
        return SpeechOnly.Of(_ears.Activity, formants.Apply(output.Samples, VoiceEars.SampleRateHz));
    }

    private static float[] Equalized(float[] speech, double[] equalizerDb) => new Equalizer(equalizerDb, VoiceEars.SampleRateHz).Apply(speech);

    private SentenceStandard StandardOf(int sentence, CancellationToken cancellationToken)
    {
        var (language, voice) = (Languages[sentence], KokoroVoices.Default(Languages[sentence]));
        var said = Say(new KokoroAccent(voice, _voices.TypicalTimbre(voice), 1, 1, 1, 1, []), _sentences.Value[sentence], cancellationToken);
        return new SentenceStandard(_ears, _intelligibility, said, language, cancellationToken);
    }

    /// <summary>A sentence as the model takes it.</summary>
    private sealed class Sentence(List<KokoroToken> tokens)
    {
        public long[] Input { get; } = [0, .. tokens.Select(token => token.Id), 0];
    }
}
