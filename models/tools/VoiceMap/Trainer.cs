using System.Numerics.Tensors;
using Avatar.Engines.Voices.Cloning.Search;

namespace Avatar.VoiceMapTool;

/// <summary>Teaches the networks of the map: the greatest mean cosine of what they foretell and what was heard.</summary>
internal static class Trainer
{
    private const int BatchSize = 256;
    private const int HeldBackOfEach = 12;
    private const int SamplesOfSentence = 4;
    private const float LearningRate = 1e-3f;

    /// <summary>Teaches every network of the map that is there, and says how well they foretell samples that were held back.</summary>
    public static IReadOnlyList<float[]> Train(IReadOnlyList<Sample> samples, int epochs, CancellationToken cancellationToken)
    {
        // Samples of one sentence are alike, so they are held back together.
        var sentences = samples.Select((sample, i) => (sample, Sentence: i / SamplesOfSentence)).ToLookup(pair => pair.Sentence % HeldBackOfEach == 0, pair => pair.sample);
        var (learned, heldBack) = (sentences[false].ToArray(), sentences[true].ToArray());
        var map = MapFile.Read().AsSpan(VoiceMap.SpaceValues);
        var networks = new List<float[]>();
        for (var i = 0; i < VoiceMap.NetworkCount; i++)
        {
            var network = new TrainableNetwork(map.Slice(i * VoiceNetwork.ValueCount, VoiceNetwork.ValueCount).ToArray());
            Teach(network, learned, epochs, new Random(i), cancellationToken);
            networks.Add(network.Values);
            Console.WriteLine($"network {i}: {samples.Count} samples, cosine {Cosine(network.Network, learned):0.0000}, held back {Cosine(network.Network, heldBack):0.0000}");
        }

        return networks;
    }

    private static void Teach(TrainableNetwork network, Sample[] samples, int epochs, Random random, CancellationToken cancellationToken)
    {
        var batches = samples.Length / BatchSize;
        for (var step = 0; step < epochs * batches; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (step % batches == 0) random.Shuffle(samples);
            var rate = LearningRate * 0.5f * (1 + MathF.Cos(MathF.PI * step / (epochs * batches)));
            network.Step(Slope(network.Network, new ArraySegment<Sample>(samples, step % batches * BatchSize, BatchSize)), rate);
        }
    }

    private static float[] Slope(VoiceNetwork network, ArraySegment<Sample> batch)
    {
        var total = new float[VoiceNetwork.ValueCount];
        Parallel.For(
            0,
            batch.Count,
            () => new float[VoiceNetwork.ValueCount],
            (i, _, part) =>
            {
                var slope = new float[batch[i].Embedding.Length];
                TensorPrimitives.Multiply(batch[i].Embedding, -1f / batch.Count, slope);
                network.Run(batch[i].Point).AddSlopeOfValues(slope, part);
                return part;
            },
            part =>
            {
                lock (total) TensorPrimitives.Add(total, part, total);
            });
        return total;
    }

    private static double Cosine(VoiceNetwork network, Sample[] samples) =>
        samples.AsParallel().Average(sample => TensorPrimitives.CosineSimilarity<float>(network.Run(sample.Point).Embedding, sample.Embedding));
}
