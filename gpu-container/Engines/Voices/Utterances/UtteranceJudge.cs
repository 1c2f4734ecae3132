using System.Numerics.Tensors;

namespace Avatar.Engines.Voices.Utterances;

/// <summary>Finds what is wrong with an utterance, the cheapest checks first. Thread-safe.</summary>
/// <param name="ears">Listen to it.</param>
internal sealed class UtteranceJudge(VoiceEars ears)
{
    // All thresholds were set on recordings of seven speakers, clean and with noise, music, echo, codecs and clipping added.
    private const double LeastSpeechSeconds = 1;
    private const float ClippedLevel = 0.985f;
    private const double MostClipped = 0.01;

    // The level that all but one sample in a thousand stay below, over the effective level: speech has 3.3 to 7, behind a strong limiter 2.8, and with
    // a tenth of the samples cut off 2.2, also where it was turned down or coded afterwards.
    private const double LeastCrest = 2.65;
    private const double LeastAboveNoiseDb = 8;
    private const double LeastVoiced = 0.15;
    private const double LeastBackground = 2.6;
    private const double LeastSignal = 2.7;
    private const double LeastOverall = 2.3;

    // What is rated is brought to this level first: the rating would fall with it.
    private const double LevelDb = -26;

    // The length the speaker encoder was trained on.
    private const int WindowSamples = VoiceEars.SampleRateHz * 8 / 5;

    /// <summary>Judges an utterance.</summary>
    /// <param name="recording">The recording's place in the list of files.</param>
    /// <param name="cut">The utterance.</param>
    public Utterance Judge(int recording, CutUtterance cut)
    {
        var speech = SpeechOnly.Of(cut.Samples, cut.Spoken);
        var aboveNoise = Sound.Db(Sound.Power(speech)) - Sound.Db(cut.NoisePower);
        var heard = new Utterance(recording, cut.StartChunk, cut.Spoken, aboveNoise, null, null, []);
        if (heard.SpeechSeconds < LeastSpeechSeconds) return heard with { Fault = UtteranceFault.TooShort };
        if (IsClipped(speech)) return heard with { Fault = UtteranceFault.Clipped };
        if (aboveNoise < LeastAboveNoiseDb) return heard with { Fault = UtteranceFault.Noise };
        var track = ears.Pitch.Track(speech);
        if (track.Count(hz => hz > 0) < LeastVoiced * track.Length) return heard with { Fault = UtteranceFault.Whisper };
        var rating = ears.Quality.Rate(Sound.AtLevel(cut.Samples, LevelDb));
        return rating switch
        {
            { Background: < LeastBackground } => heard with { Rating = rating, Fault = UtteranceFault.Noise },
            { Signal: < LeastSignal } or { Overall: < LeastOverall } => heard with { Rating = rating, Fault = UtteranceFault.Distorted },
            _ => heard with { Rating = rating, Voices = Voices(speech) },
        };
    }

    private static bool IsClipped(float[] speech)
    {
        var levels = new float[speech.Length];
        TensorPrimitives.Abs(speech, levels);
        Array.Sort(levels);
        return levels[^(int)(1 + MostClipped * levels.Length)] >= ClippedLevel || levels[^(1 + levels.Length / 1000)] < LeastCrest * Math.Sqrt(Sound.Power(speech));
    }

    private List<float[]> Voices(float[] speech)
    {
        var count = Math.Max(1, (int)Math.Ceiling((speech.Length - WindowSamples / 4.0) / WindowSamples));
        var length = Math.Min(WindowSamples, speech.Length);
        // The last one ends with the speech, so they overlap a little.
        var step = count == 1 ? 0 : (double)(speech.Length - length) / (count - 1);
        return [.. Enumerable.Range(0, count).Select(i => ears.Speaker.Embed(speech.AsSpan((int)(i * step), length)))];
    }
}
