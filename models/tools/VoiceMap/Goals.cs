using System.Numerics.Tensors;
using Avatar.Engines.Audio;
using Avatar.Engines.Speech.Kokoro;
using Avatar.Engines.Voices;
using Avatar.Engines.Voices.Reference;

namespace Avatar.VoiceMapTool;

/// <summary>Somebody whom sampled voices try to sound like.</summary>
/// <param name="Embedding">The embedding.</param>
/// <param name="LogF0">The natural logarithm of the pitch in Hz.</param>
internal sealed record Goal(float[] Embedding, double LogF0)
{
    /// <summary>Somebody between two.</summary>
    public static Goal Between(Goal a, Goal b, float share)
    {
        var embedding = new float[a.Embedding.Length];
        TensorPrimitives.Lerp<float>(a.Embedding, b.Embedding, share, embedding);
        TensorPrimitives.Divide(embedding, TensorPrimitives.Norm<float>(embedding), embedding);
        return new Goal(embedding, a.LogF0 + share * (b.LogF0 - a.LogF0));
    }
}

/// <summary>Goals made of recordings: the people in them, and others that a change of speed, which moves pitch and formants, and of sound makes of them.</summary>
internal static class Goals
{
    private static readonly double[] Speeds = [0.85, 0.9, 0.95, 1, 1, 1.05, 1.1, 1.15];

    /// <summary>The goals of recordings.</summary>
    public static IReadOnlyList<Goal> Of(VoiceEars ears, IEnumerable<string> recordings)
    {
        var random = new Random(1);
        var goals = new List<Goal>();
        foreach (var recording in recordings)
        {
            var reference = ReferenceSpeech.ReadAsync(ears, [recording], CancellationToken.None).GetAwaiter().GetResult();
            var middle = reference.Samples.Length / 2;
            foreach (var speed in Speeds)
            {
                var shift = new FormantShift(speed);
                foreach (var (part, isChanged) in ((float[], bool)[])[(reference.Samples, false), (reference.Samples[..middle], true), (reference.Samples[middle..], true)])
                {
                    var sound = shift.Apply(part, VoiceEars.SampleRateHz);
                    if (isChanged) sound = new Equalizer(Tilted(random), VoiceEars.SampleRateHz).Apply(sound);
                    goals.Add(new Goal(ears.Speaker.Embed(sound), reference.Pitch.LogMean + Math.Log(speed)));
                }
            }
        }

        return goals;
    }

    /// <summary>The gains of a random equalizer as recordings differ by: a tilt, a bow and a little of everything.</summary>
    public static double[] Tilted(Random random)
    {
        var (tilt, bow) = (5 * (2 * random.NextDouble() - 1), 3 * (2 * random.NextDouble() - 1));
        return
        [
            .. Enumerable.Range(0, Equalizer.BandCount).Select(band =>
            {
                var place = 2.0 * band / (Equalizer.BandCount - 1) - 1;
                return Math.Clamp(tilt * place + bow * (place * place - 0.4) + 2 * (2 * random.NextDouble() - 1), -Equalizer.MostDb, Equalizer.MostDb);
            }),
        ];
    }
}
