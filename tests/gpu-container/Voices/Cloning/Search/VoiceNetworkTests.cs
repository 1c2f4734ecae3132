using System.Numerics.Tensors;
using Avatar.Engines.Voices;
using Avatar.Engines.Voices.Cloning.Search;

namespace Avatar.Tests.Voices.Cloning.Search;

public sealed class VoiceNetworkTests
{
    private const double Step = 1e-3;

    /// <summary>One value of each of the four matrices and of their biases.</summary>
    [Fact]
    public void The_slope_along_its_own_values_is_that_of_small_steps()
    {
        var random = new Random(1);
        float[] values = [.. Enumerable.Range(0, VoiceNetwork.ValueCount).Select(_ => 0.1f * (random.NextSingle() - 0.4f))];
        float[] x = [.. Enumerable.Range(0, VoicePoint.Dimensions).Select(_ => 2 * random.NextSingle() - 1)];
        float[] target = [.. Enumerable.Range(0, SpeakerEncoder.EmbeddingLength).Select(_ => random.NextSingle())];
        var slopes = new float[values.Length];
        new VoiceNetwork(values).Run(x).AddSlopeOfValues(target, slopes);

        const int Hidden = 512;
        const int Second = Hidden * (VoicePoint.Dimensions + 1);
        const int Third = Second + Hidden * (Hidden + 1);
        const int Direct = Third + SpeakerEncoder.EmbeddingLength * (Hidden + 1);
        foreach (var part in (int[])[0, Second, Third, Direct, VoiceNetwork.ValueCount])
            foreach (var index in (int[])[part + 5, part - 3])
            {
                if (index < 0 || index >= values.Length) continue;
                var measured = (Value(index, Step) - Value(index, -Step)) / (2 * Step);
                Assert.Equal(measured, slopes[index], 0.05 * Math.Abs(measured) + 2e-3);
            }

        double Value(int index, double step)
        {
            var moved = (float[])values.Clone();
            moved[index] += (float)step;
            return TensorPrimitives.Dot<float>(new VoiceNetwork(moved).Run(x).Embedding, target);
        }
    }
}
