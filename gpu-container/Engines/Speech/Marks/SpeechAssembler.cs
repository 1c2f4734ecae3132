using Avatar.Core.Speech;

namespace Avatar.Engines.Speech.Marks;

/// <summary>Makes a segment of what an engine has said: trims silence, fades the ends, adds the pause that follows and writes the marks.</summary>
internal static class SpeechAssembler
{
    /// <summary>The sample rate of every segment.</summary>
    public const int SampleRateHz = 24000;

    /// <summary>Samples between two values of the prosody: 12.5 ms. A segment is a whole number of them long.</summary>
    public const int HopSamples = 300;

    private const double LeadSeconds = 0.03;
    private const double TailSeconds = 0.06;
    private const int FadeInSamples = 120;
    private const int FadeOutSamples = 480;

    /// <summary>The silence after a segment, from its last sound, at normal speed.</summary>
    public static double PauseSeconds(SegmentEnd end) => end switch
    {
        SegmentEnd.Clause => 0.15,
        SegmentEnd.Sentence => 0.4,
        _ => 0.7,
    };

    /// <summary>Assembles a segment.</summary>
    /// <param name="raw">What was said.</param>
    /// <param name="pauseSeconds">Silence after the last sound; at least 60 ms of what follows it is kept.</param>
    public static SynthesizedSpeech Assemble(RawSpeech raw, double pauseSeconds)
    {
        var envelope = new SpeechEnvelope(raw.Samples);
        var (soundStart, soundEnd) = envelope.Sounding();
        var start = Math.Max(0, (int)((soundStart - LeadSeconds) * SampleRateHz) / HopSamples * HopSamples);
        var end = Math.Min(raw.Samples.Length, (int)((soundEnd + TailSeconds) * SampleRateHz));
        var lengthSeconds = soundEnd - (double)start / SampleRateHz + Math.Max(pauseSeconds, TailSeconds);
        var hops = (int)Math.Ceiling(lengthSeconds * SampleRateHz / HopSamples);

        var samples = new float[hops * HopSamples];
        raw.Samples.AsSpan(start, end - start).CopyTo(samples);
        Fade(samples.AsSpan(0, end - start));

        var phonemes = PauseFinder.Settle(raw.Phonemes, envelope);
        return new SynthesizedSpeech(
            samples,
            SampleRateHz,
            MarksBuilder.Build(phonemes, raw.Words, (double)start / SampleRateHz, (double)samples.Length / SampleRateHz),
            new ProsodyTrack((double)HopSamples / SampleRateHz, F0(raw.F0Hz, start / HopSamples, hops, end - start), SpeechEnvelope.Rms(samples, HopSamples)));
    }

    /// <summary>Segments one after the other as one.</summary>
    public static SynthesizedSpeech Join(IReadOnlyList<SynthesizedSpeech> parts)
    {
        if (parts.Count == 1) return parts[0];
        var phonemes = new List<PhonemeMark>();
        var visemes = new List<VisemeMark>();
        var words = new List<WordMark>();
        var start = 0.0;
        foreach (var part in parts)
        {
            phonemes.AddRange(part.Marks.Phonemes.Select(mark => mark with { StartSeconds = mark.StartSeconds + start, EndSeconds = mark.EndSeconds + start }));
            visemes.AddRange(part.Marks.Visemes.Select(mark => mark with { StartSeconds = mark.StartSeconds + start, EndSeconds = mark.EndSeconds + start }));
            words.AddRange(part.Marks.Words.Select(mark => mark with { StartSeconds = mark.StartSeconds + start, EndSeconds = mark.EndSeconds + start }));
            start += part.DurationSeconds;
        }

        return new SynthesizedSpeech(
            [.. parts.SelectMany(part => part.Samples)],
            SampleRateHz,
            new SpeechMarks(phonemes, visemes, words),
            new ProsodyTrack(
                parts[0].Prosody.HopSeconds,
                [.. parts.SelectMany(part => part.Prosody.F0Hz)],
                [.. parts.SelectMany(part => part.Prosody.Energy)]));
    }

    private static void Fade(Span<float> samples)
    {
        for (var i = 0; i < Math.Min(FadeInSamples, samples.Length); i++) samples[i] *= (float)i / FadeInSamples;
        for (var i = 0; i < Math.Min(FadeOutSamples, samples.Length); i++) samples[^(i + 1)] *= (float)i / FadeOutSamples;
    }

    private static float[] F0(float[] raw, int firstHop, int hops, int soundingSamples)
    {
        if (raw.Length == 0) return [];
        var f0 = new float[hops];
        var count = Math.Min(Math.Min(hops, soundingSamples / HopSamples), raw.Length - firstHop);
        for (var i = 0; i < count; i++)
            if (raw[firstHop + i] > 10)
                f0[i] = raw[firstHop + i];
        return f0;
    }
}
