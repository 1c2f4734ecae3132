using Avatar.Core.Speech;

namespace Avatar.Tests.Speech;

/// <summary>What holds for every segment of every engine.</summary>
internal static class SpeechAssert
{
    public static void IsSound(SynthesizedSpeech speech, SpeechSegment segment)
    {
        Assert.Equal(24000, speech.SampleRateHz);
        Assert.All(speech.Samples, sample => Assert.InRange(sample, -1f, 1f));
        Assert.InRange(speech.Samples.Max(MathF.Abs), 0.05f, 0.999f);
        var marks = speech.Marks;
        IsOrdered(marks.Phonemes.Select(mark => (mark.StartSeconds, mark.EndSeconds)), speech.DurationSeconds);
        IsOrdered(marks.Words.Select(mark => (mark.StartSeconds, mark.EndSeconds)), speech.DurationSeconds);
        IsOrdered(marks.Visemes.Select(mark => (mark.StartSeconds, mark.EndSeconds)), speech.DurationSeconds);

        Assert.Equal(0, marks.Visemes[0].StartSeconds);
        Assert.Equal(speech.DurationSeconds, marks.Visemes[^1].EndSeconds);
        Assert.All(marks.Visemes.Zip(marks.Visemes.Skip(1)), pair => Assert.Equal(pair.First.EndSeconds, pair.Second.StartSeconds));
        Assert.Equal(Viseme.Rest, marks.Visemes[^1].Viseme);
        Assert.NotEmpty(marks.Words);
        Assert.All(marks.Words, word => Assert.InRange(word.Source.End, 1, segment.Text.Length));
        Assert.All(marks.Words, word => Assert.True(word.EndSeconds > word.StartSeconds, $"{word.Text} takes no time."));
        Assert.All(marks.Phonemes, phoneme => Assert.NotEqual("", phoneme.Symbol));

        var prosody = speech.Prosody;
        Assert.Equal(speech.DurationSeconds / prosody.HopSeconds, prosody.Energy.Length, 0.51);
        if (prosody.F0Hz.Length > 0) Assert.Equal(prosody.Energy.Length, prosody.F0Hz.Length);
        Assert.True(prosody.Energy[^1] < 1e-3f);
    }

    /// <summary>The marks fit the sound: vowels are louder than pauses, and nothing is said after the last word.</summary>
    public static void FitsTheSound(SynthesizedSpeech speech)
    {
        double Loudness(double start, double end)
        {
            var samples = speech.Samples[(int)(start * speech.SampleRateHz)..(int)(end * speech.SampleRateHz)];
            return samples.Length == 0 ? 0 : Math.Sqrt(samples.Average(sample => sample * sample));
        }

        var visemes = speech.Marks.Visemes;
        var vowels = visemes.Where(mark => mark.Viseme >= Viseme.OpenVowel).Average(mark => Loudness(mark.StartSeconds, mark.EndSeconds));
        var rests = visemes.Where(mark => mark.Viseme == Viseme.Rest).Max(mark => Loudness(mark.StartSeconds, mark.EndSeconds));
        var closed = visemes.Where(mark => mark.Viseme is Viseme.Bilabial or Viseme.Alveolar or Viseme.Velar).Average(mark => Loudness(mark.StartSeconds, mark.EndSeconds));
        Assert.True(rests < vowels / 4, $"A rest has {rests}, vowels {vowels}.");
        Assert.True(closed < vowels, $"Stops have {closed}, vowels {vowels}.");

        // Hiss is where the marks say: a lag between marks and audio shows here first.
        double Hiss(double start, double end)
        {
            var samples = speech.Samples[(int)(start * speech.SampleRateHz)..(int)(end * speech.SampleRateHz)];
            var power = samples.Sum(sample => sample * sample);
            return power < 1e-4 ? 0 : samples.Zip(samples.Skip(1), (a, b) => (b - a) * (b - a)).Sum() / power;
        }

        var hissing = visemes.Where(mark => mark.Viseme is Viseme.Sibilant or Viseme.PostAlveolar or Viseme.Retroflex or Viseme.AlveoloPalatal).Average(mark => Hiss(mark.StartSeconds, mark.EndSeconds));
        var voiced = visemes.Where(mark => mark.Viseme >= Viseme.OpenVowel).Average(mark => Hiss(mark.StartSeconds, mark.EndSeconds));
        Assert.True(hissing > 2 * voiced, $"Sibilants hiss {hissing}, vowels {voiced}.");
    }

    /// <summary>Phonemes a second while something is said.</summary>
    public static double Rate(SynthesizedSpeech speech) =>
        speech.Marks.Phonemes.Count / speech.Marks.Visemes.Where(mark => mark.Viseme != Viseme.Rest).Sum(mark => mark.EndSeconds - mark.StartSeconds);

    private static void IsOrdered(IEnumerable<(double Start, double End)> marks, double duration)
    {
        var reached = 0.0;
        foreach (var (start, end) in marks)
        {
            Assert.True(start >= reached && end >= start && end <= duration, $"A mark at {start}..{end} after {reached} in {duration}.");
            reached = end;
        }
    }
}
