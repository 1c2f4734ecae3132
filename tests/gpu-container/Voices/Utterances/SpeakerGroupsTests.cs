using System.Numerics.Tensors;
using Avatar.Engines.Voices;
using Avatar.Engines.Voices.Utterances;
using CsCheck;

namespace Avatar.Tests.Voices.Utterances;

public sealed class SpeakerGroupsTests
{
    /// <summary>Up to four voices in turns, the windows of one scattered about it as real ones are: cosine of 0.8 with each other, 0.45 with another's.</summary>
    private static readonly Gen<(int[] Speakers, int Seed)> Talks = Gen.Select(Gen.Int[0, 3].Array[2, 60], Gen.Int);

    [Fact]
    public void Windows_of_one_voice_come_together_and_those_of_others_apart() => Talks.Sample(talk =>
    {
        var groups = SpeakerGroups.Of(Windows(talk.Speakers, talk.Seed));
        var pairs = talk.Speakers.Zip(groups).Distinct().ToList();
        Assert.Equal(talk.Speakers.Distinct().Count(), pairs.Count);
        Assert.Equal(groups.Distinct().Count(), pairs.Count);
        Assert.Equal(talk.Speakers.CountBy(speaker => speaker).Max(speaker => speaker.Value), groups.Count(group => group == SpeakerGroups.Largest));
    });

    [Fact]
    public void Nobody_is_no_group() => Assert.Empty(SpeakerGroups.Of([]));

    [Fact]
    public async Task Two_people_in_short_turns_are_told_apart()
    {
        using var encoder = new SpeakerEncoder();
        var (woman, man) = (await WindowsAsync("en_f_librispeech3331.flac"), await WindowsAsync("en_m_librispeech2609.flac"));
        var groups = SpeakerGroups.Of([.. woman.Zip(man).SelectMany(pair => (float[][])[pair.First, pair.Second])]);
        Assert.All(groups.Select((group, i) => (group, i)), turn => Assert.Equal(groups[turn.i % 2], turn.group));
        Assert.NotEqual(groups[0], groups[1]);

        async Task<List<float[]>> WindowsAsync(string recording) =>
            [.. (await TestSound.ReadAsync(recording)).Skip(8_000).Chunk(25_600).Where(window => window.Length == 25_600).Select(window => encoder.Embed(window))];
    }

    private static List<float[]> Windows(int[] speakers, int seed)
    {
        var random = new Random(seed);
        var everybody = Direction();
        var voices = Enumerable.Range(0, 4).Select(_ => Sum(everybody, 0.67, Direction(), 0.6)).ToList();
        return [.. speakers.Select(speaker => Sum(voices[speaker], 0.9, Direction(), 0.44))];

        float[] Direction()
        {
            var direction = Enumerable.Range(0, SpeakerEncoder.EmbeddingLength).Select(_ => (float)(random.NextDouble() + random.NextDouble() - 1)).ToArray();
            return Sum(direction, 1, direction, 0);
        }

        static float[] Sum(float[] a, double weightA, float[] b, double weightB)
        {
            var sum = a.Zip(b, (x, y) => (float)(weightA * x + weightB * y)).ToArray();
            TensorPrimitives.Divide(sum, TensorPrimitives.Norm<float>(sum), sum);
            return sum;
        }
    }
}
