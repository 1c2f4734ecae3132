using Avatar.Core.Languages;
using Avatar.Core.Planning;
using Avatar.Engines.Audio;
using Avatar.Engines.Speech.Kokoro;
using Avatar.Engines.Speech.Phonemes;
using Avatar.Engines.Voices;
using Avatar.Engines.Voices.Cloning;
using Avatar.Engines.Voices.Cloning.Search;

namespace Avatar.VoiceMapTool;

/// <summary>Says sentences at points that the map holds for good, and around them: there it is wrong, and there searches need it to be right.</summary>
internal sealed class Sampler : IDisposable
{
    private readonly KokoroModel _model = KokoroModel.Load();
    private readonly VoiceEars _ears = new();
    private readonly KokoroVoices _voices = new();
    private readonly IReadOnlyList<StockVoice> _stock;
    private readonly IReadOnlyList<Goal> _goals;
    private readonly (Language Language, List<KokoroToken> Tokens)[] _sentences;

    /// <summary>A sampler.</summary>
    /// <param name="recordings">Recordings of people.</param>
    public Sampler(IEnumerable<string> recordings)
    {
        var (planner, phonemes) = (new SpeechPlanner(), new TextToPhonemes());
        _stock = StockVoices.Load(_voices);
        _goals = Goals.Of(_ears, recordings);
        _sentences = [.. Sentences.All.Select(sentence => (sentence.Language, TrialVoice.Tokens(planner, phonemes, sentence.Text, sentence.Language)))];
    }

    /// <summary>Appends the samples of so many sentences.</summary>
    public void Run(string path, int sentences, CancellationToken cancellationToken)
    {
        using var file = new FileStream(path, FileMode.Append);
        var (map, seed) = (VoiceMap.Load(), file.Length);
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        Parallel.For(0, sentences, options, i => SampleFile.Append(file, Take(map, new Random(HashCode.Combine(seed, i)), cancellationToken)));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _model.Dispose();
        _ears.Dispose();
    }

    /// <summary>One sentence at one point, and the same with other formants and equalizers.</summary>
    private Sample[] Take(VoiceMap map, Random random, CancellationToken cancellationToken)
    {
        var point = Draw(map, random, cancellationToken).Spoken();
        var (language, tokens) = _sentences[random.Next(_sentences.Length)];
        var prosody = Any(_stock.Where(voice => voice.Voice.Language == language).ToList(), random);
        var style = _voices.Style(VoiceMix.Of(prosody.Voice.Name), tokens.Count);
        map.TimbreAt(point.Timbre).CopyTo(style, 0);
        var own = new FormantShift(point.FormantRatio);
        var melody = own.MelodyFor(new Melody(Math.Exp(point.LogF0) / prosody.Pitch.MeanHz, 0.6 + 0.7 * random.NextDouble()));
        var output = _model.Run([0, .. tokens.Select(token => token.Id), 0], style, own.SpeedFor(0.88 + 0.25 * random.NextDouble()), melody, cancellationToken);
        var spokenLogF0 = output.F0Hz.Where(hz => hz > 10).Select(hz => Math.Log(hz)).DefaultIfEmpty(point.LogF0).Average();
        return
        [
            Heard(own, point.EqualizerDb),
            Heard(new FormantShift(1), new double[Equalizer.BandCount]),
            Heard(AnyShift(), random.Next(2) == 0 ? point.EqualizerDb : new double[Equalizer.BandCount]),
            Heard(own, Goals.Tilted(random)),
        ];

        FormantShift AnyShift() => new(FormantShift.Least + (FormantShift.Most - FormantShift.Least) * random.NextDouble());

        Sample Heard(FormantShift shift, double[] gainsDb)
        {
            var sound = new Equalizer(gainsDb, VoiceEars.SampleRateHz).Apply(shift.Apply(output.Samples, VoiceEars.SampleRateHz));
            var heard = VoicePoint.Of(point.Timbre, spokenLogF0 + Math.Log(shift.Ratio), shift.Ratio, gainsDb);
            return new Sample(heard.Values.ToArray(), _ears.Speaker.Embed(SpeechOnly.Of(_ears.Activity, sound)));
        }
    }

    /// <summary>Climbs some way from about a stock voice towards somebody, and often goes a little astray.</summary>
    private VoicePoint Draw(VoiceMap map, Random random, CancellationToken cancellationToken)
    {
        var goal = Any(_goals, random);
        if (random.NextDouble() < 0.3) goal = Goal.Between(goal, Any(_goals, random), random.NextSingle());
        var timbre = map.PlaceOf(_voices.TypicalTimbre(Any(_stock, random).Voice.Name));
        var rest = random.NextDouble() < 0.6 ? 1 : random.NextSingle();
        for (var i = VoicePoint.SearchedTimbre; i < timbre.Length; i++) timbre[i] *= rest;
        var start = VoicePoint.Of(timbre, goal.LogF0 + 0.2 * (random.NextDouble() - 0.5)).Near(random, random.NextDouble(), 0);
        var ascent = new Ascent(new EmbeddingModel(map, start), null, goal.Embedding);
        var end = ascent.Climb(start, Language.English, 20 + random.Next(130), 0.1, 0.001f * random.NextSingle(), cancellationToken);
        return random.Next(2) == 0 ? end : end.Near(random, 0.4 * random.NextDouble(), 0.3 * random.NextDouble());
    }

    private static T Any<T>(IReadOnlyList<T> items, Random random) => items[random.Next(items.Count)];
}
