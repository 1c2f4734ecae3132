using System.Numerics.Tensors;
using Avatar.Core.Languages;
using Avatar.Core.Planning;
using Avatar.Engines.Audio;
using Avatar.Engines.Speech.Kokoro;
using Avatar.Engines.Speech.Phonemes;

namespace Avatar.Engines.Voices.Cloning;

/// <summary>Says short sentences in voices that are being tried, and tells how alike they and the speaker sound.</summary>
internal sealed class TrialVoice
{
    private static readonly (Language Language, string Text)[] Texts =
    [
        (Language.English, "We waited until the rain had stopped."), (Language.Spanish, "La casa estaba cerca del mercado."), (Language.Mandarin, "他每天早上都去公园跑步。"),
        (Language.English, "Could you bring me the blue folder?"), (Language.Spanish, "Mañana vamos a visitar a mi hermano."), (Language.Mandarin, "我们一起吃晚饭好不好？"),
        (Language.English, "The old bridge was closed for a week."), (Language.Spanish, "El tren llegó con diez minutos de retraso."), (Language.Mandarin, "这本书比那本书有意思。"),
        (Language.English, "They laughed and walked home together."), (Language.Spanish, "¿Puedes abrir la ventana, por favor?"), (Language.Mandarin, "明天可能会下大雨。"),
    ];

    private readonly Lazy<(Language Language, List<KokoroToken> Tokens)[]> _sentences;
    private readonly Resampler _resampler = new(KokoroSynthesizer.SampleRateHz, VoiceEars.SampleRateHz);
    private readonly KokoroModel _model;
    private readonly KokoroVoices _voices;
    private readonly VoiceEars _ears;

    /// <summary>A trial.</summary>
    public TrialVoice(KokoroModel model, KokoroVoices voices, VoiceEars ears)
    {
        (_model, _voices, _ears) = (model, voices, ears);
        _sentences = new(() =>
        {
            var (planner, phonemes) = (new SpeechPlanner(), new TextToPhonemes());
            return [.. Texts.Select(text => (text.Language, Tokens(planner, phonemes, text.Text, text.Language)))];
        });
    }

    /// <summary>How many sentences there are; each three in a row are of three languages.</summary>
    public static int SentenceCount => Texts.Length;

    /// <summary>The cosine of each voice, saying one sentence, and the speaker.</summary>
    public double[] Compare(IReadOnlyList<KokoroClone> voices, int sentence, float[] speaker, CancellationToken cancellationToken) =>
        SideBySideOf(voices.Count, i => Similarity(Say(voices[i], sentence, cancellationToken), speaker), cancellationToken);

    /// <summary>The first sentences in a voice, at 16 kHz without their silences.</summary>
    public float[][] Say(KokoroClone voice, int sentences, int first, CancellationToken cancellationToken) =>
        SideBySideOf(sentences, i => Say(voice, first + i, cancellationToken), cancellationToken);

    /// <summary>The mean cosine of sentences, changed by an equalizer, and the speaker.</summary>
    public double Similarity(float[][] spoken, double[] equalizerDb, float[] speaker, CancellationToken cancellationToken)
    {
        var equalizer = new Equalizer(equalizerDb, VoiceEars.SampleRateHz);
        return SideBySideOf(spoken.Length, i => Similarity(equalizer.Apply(spoken[i]), speaker), cancellationToken).Average();
    }

    /// <summary>A text's tokens.</summary>
    public static List<KokoroToken> Tokens(SpeechPlanner planner, TextToPhonemes phonemes, string text, Language language)
    {
        var segment = planner.Plan(text, language, 1).Segments[0];
        return KokoroTokens.Encode(phonemes.Read(segment.Pieces, segment.Language));
    }

    private static T[] SideBySideOf<T>(int count, Func<int, T> work, CancellationToken cancellationToken)
    {
        var results = new T[count];
        // With the token, else the cancelled work would come out as an AggregateException.
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        Parallel.For(0, count, options, i => results[i] = work(i));
        return results;
    }

    private float[] Say(KokoroClone voice, int sentence, CancellationToken cancellationToken)
    {
        var (language, tokens) = _sentences.Value[sentence];
        var accent = voice.Accent(language);
        var output = _model.Run(
            [0, .. tokens.Select(token => token.Id), 0], _voices.Style(voice, language, tokens.Count), accent.Speed, accent.Melody, cancellationToken);
        return SpeechOnly.Of(_ears.Activity, _resampler.Resample(output.Samples));
    }

    private double Similarity(float[] speech, float[] speaker) => TensorPrimitives.CosineSimilarity<float>(_ears.Speaker.Embed(speech), speaker);
}
