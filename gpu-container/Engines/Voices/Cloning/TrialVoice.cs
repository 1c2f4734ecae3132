using System.Numerics.Tensors;
using Avatar.Core.Languages;
using Avatar.Core.Planning;
using Avatar.Engines.Audio;
using Avatar.Engines.Speech.Kokoro;
using Avatar.Engines.Speech.Phonemes;

namespace Avatar.Engines.Voices.Cloning;

/// <summary>Says short sentences in voices that are being tried, and tells how they sound.</summary>
internal sealed class TrialVoice
{
    private static readonly (Language Language, string Text)[] HeldBackTexts =
    [
        (Language.English, "Nobody knew who had left the door open that night."), (Language.Spanish, "Nadie sabía quién había dejado la puerta abierta."), (Language.Mandarin, "没有人知道那天晚上是谁忘了关门。"),
        (Language.English, "My sister lives in a small house near the river."), (Language.Spanish, "Mi hermana vive en una casa pequeña junto al río."), (Language.Mandarin, "我姐姐住在河边的一座小房子里。"),
    ];

    private readonly TextToPhonemes _phonemes = new();
    private readonly SpeechPlanner _planner = new();
    private readonly IReadOnlyList<TrialSentence> _sentences = TrialSentence.Load();
    private readonly long[][] _inputs;
    private readonly KokoroModel _model;
    private readonly KokoroVoices _voices;
    private readonly VoiceEars _ears;
    private readonly SentenceJudge _judge;

    /// <summary>A trial.</summary>
    public TrialVoice(KokoroModel model, KokoroVoices voices, VoiceEars ears, SentenceJudge judge)
    {
        (_model, _voices, _ears, _judge) = (model, voices, ears, judge);
        _inputs = [.. _sentences.Select(sentence => Input(sentence.Text, sentence.Language))];
    }

    /// <summary>The languages of the sentences; each three in a row are of three languages.</summary>
    public IReadOnlyList<Language> Languages => [.. _sentences.Select(sentence => sentence.Language)];

    /// <summary>The embeddings of a sentence in voices, each with its own equalizer and, where there is one, with another; and the harm of the first, in units of similarity.</summary>
    /// <param name="tries">The voices.</param>
    /// <param name="sentence">The sentence's number.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public (float[] Own, float[]? Other, float Harm)[] Hear(IReadOnlyList<(KokoroAccent Voice, double[]? OtherDb)> tries, int sentence, CancellationToken cancellationToken) =>
        SideBySideOf(
            tries.Count,
            i =>
            {
                var (voice, otherDb) = tries[i];
                var said = Say(voice, _inputs[sentence], cancellationToken);
                var own = Equalized(said, voice.EqualizerDb);
                var harm = _judge.HarmOf(_sentences[sentence].Standard, own, _sentences[sentence].Language, cancellationToken);
                return (_ears.Speaker.Embed(own), otherDb is null ? null : _ears.Speaker.Embed(Equalized(said, otherDb)), (float)harm);
            },
            cancellationToken);

    /// <summary>How the default voices say the sentences; what <see cref="TrialSentence"/> keeps.</summary>
    public IReadOnlyList<TrialSentence> Standards(CancellationToken cancellationToken) =>
        SideBySideOf(
            _sentences.Count,
            i =>
            {
                var (sentence, voice) = (_sentences[i], KokoroVoices.Default(_sentences[i].Language));
                var said = Say(new KokoroAccent(voice, _voices.TypicalTimbre(voice), 1, 1, 1, 1, []), _inputs[i], cancellationToken);
                return sentence with { Standard = _judge.Standard(said, sentence.Language, cancellationToken) };
            },
            cancellationToken);

    /// <summary>The mean cosine of a voice and the speaker, by sentences in all languages that no search says.</summary>
    /// <param name="voice">The voice.</param>
    /// <param name="speaker">The speaker's embedding.</param>
    /// <param name="sentences">How many, at most six.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public double Similarity(KokoroClone voice, float[] speaker, int sentences, CancellationToken cancellationToken) =>
        SideBySideOf(
            sentences,
            i =>
            {
                var (language, text) = HeldBackTexts[i];
                var accent = voice.Accent(language);
                var said = Equalized(Say(accent, Input(text, language), cancellationToken), accent.EqualizerDb);
                return TensorPrimitives.CosineSimilarity<float>(_ears.Speaker.Embed(said), speaker);
            },
            cancellationToken).Average();

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

    /// <summary>A sentence at the ears' sample rate, without its silences, before the equalizer.</summary>
    private float[] Say(KokoroAccent voice, long[] input, CancellationToken cancellationToken)
    {
        var formants = voice.Formants;
        var output = _model.Run(
            input, voice.Style(_voices, input.Length - 2), formants.SpeedFor(voice.Speed), formants.MelodyFor(voice.Melody), cancellationToken);
        return SpeechOnly.Of(_ears.Activity, formants.Apply(output.Samples, VoiceEars.SampleRateHz));
    }

    private static float[] Equalized(float[] speech, double[] equalizerDb) => new Equalizer(equalizerDb, VoiceEars.SampleRateHz).Apply(speech);

    /// <summary>A text as the model takes it.</summary>
    private long[] Input(string text, Language language) => [0, .. Tokens(_planner, _phonemes, text, language).Select(token => token.Id), 0];
}
