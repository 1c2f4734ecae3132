using System.Numerics.Tensors;

namespace Avatar.Engines.Voices.Cloning.Search;

/// <summary>
/// A network from the values of a <see cref="VoicePoint"/> x to an embedding of unit length: h = gelu(A x + a), g = h + gelu(B h + b),
/// relu(C g + c + D x + d) over its norm; gelu by its tanh form (https://arxiv.org/abs/1606.08415). Thread-safe.
/// </summary>
/// <param name="values">A, a, B, b, C, c, D, d, each by rows.</param>
internal sealed class VoiceNetwork(float[] values)
{
    private const int In = VoicePoint.Dimensions;
    private const int Hidden = 512;
    private const int Out = SpeakerEncoder.EmbeddingLength;
    private const int FirstBias = Hidden * In;
    private const int Second = FirstBias + Hidden;
    private const int SecondBias = Second + Hidden * Hidden;
    private const int Third = SecondBias + Hidden;
    private const int ThirdBias = Third + Out * Hidden;
    private const int Direct = ThirdBias + Out;
    private const int DirectBias = Direct + Out * In;

    /// <summary>How many values a network has.</summary>
    public const int ValueCount = DirectBias + Out;

    /// <summary>Foretells an embedding.</summary>
    public Pass Run(ReadOnlySpan<float> x)
    {
        var (slope1, slope2) = (new float[Hidden], new float[Hidden]);
        var h = values.AsSpan(FirstBias, Hidden).ToArray();
        AddProduct(0, x, h);
        Gelu(h, slope1);
        var g = values.AsSpan(SecondBias, Hidden).ToArray();
        AddProduct(Second, h, g);
        Gelu(g, slope2);
        TensorPrimitives.Add(g, h, g);
        var y = new float[Out];
        TensorPrimitives.Add(values.AsSpan(ThirdBias, Out), values.AsSpan(DirectBias, Out), y);
        AddProduct(Third, g, y);
        AddProduct(Direct, x, y);
        TensorPrimitives.Max<float>(y, 0, y);
        var norm = TensorPrimitives.Norm<float>(y) + 1e-6f;
        TensorPrimitives.Divide(y, norm, y);
        return new Pass(this, x.ToArray(), h, g, slope1, slope2, y, norm);
    }

    private static void Gelu(Span<float> x, Span<float> slope)
    {
        const float Scale = 0.7978845608f, Cubic = 0.044715f;
        for (var i = 0; i < x.Length; i++)
        {
            var v = x[i];
            var t = MathF.Tanh(Scale * (v + Cubic * v * v * v));
            slope[i] = 0.5f * (1 + t) + 0.5f * v * (1 - t * t) * Scale * (1 + 3 * Cubic * v * v);
            x[i] = 0.5f * v * (1 + t);
        }
    }

    private void AddProduct(int matrix, ReadOnlySpan<float> x, Span<float> y)
    {
        for (var row = 0; row < y.Length; row++) y[row] += TensorPrimitives.Dot(values.AsSpan(matrix + row * x.Length, x.Length), x);
    }

    private void AddTransposedProduct(int matrix, ReadOnlySpan<float> y, Span<float> x)
    {
        for (var row = 0; row < y.Length; row++)
            if (y[row] != 0)
                TensorPrimitives.MultiplyAdd(values.AsSpan(matrix + row * x.Length, x.Length), y[row], x, x);
    }

    /// <summary>One run through the network.</summary>
    internal sealed class Pass(VoiceNetwork network, float[] x, float[] first, float[] second, float[] slope1, float[] slope2, float[] embedding, float norm)
    {
        /// <summary>The embedding, of unit length.</summary>
        public float[] Embedding => embedding;

        /// <summary>Adds the slope, along the inputs, of a function whose slope along the embedding is given.</summary>
        public void AddSlope(ReadOnlySpan<float> slope, Span<float> inputs)
        {
            var (y, _, h) = Back(slope);
            network.AddTransposedProduct(0, h, inputs);
            network.AddTransposedProduct(Direct, y, inputs);
        }

        /// <summary>Adds the slope along the network's own values.</summary>
        public void AddSlopeOfValues(ReadOnlySpan<float> slope, Span<float> values)
        {
            var (y, g, h) = Back(slope);
            AddOuterProduct(h, x, values, 0, FirstBias);
            AddOuterProduct(g, first, values, Second, SecondBias);
            AddOuterProduct(y, second, values, Third, ThirdBias);
            AddOuterProduct(y, x, values, Direct, DirectBias);
        }

        private static void AddOuterProduct(float[] rows, float[] columns, Span<float> values, int matrix, int bias)
        {
            for (var row = 0; row < rows.Length; row++)
            {
                values[bias + row] += rows[row];
                var target = values.Slice(matrix + row * columns.Length, columns.Length);
                if (rows[row] != 0) TensorPrimitives.MultiplyAdd(columns, rows[row], target, target);
            }
        }

        /// <summary>The slope before the norm, before the second and before the first activation.</summary>
        private (float[] Y, float[] G, float[] H) Back(ReadOnlySpan<float> slope)
        {
            var along = TensorPrimitives.Dot(slope, embedding);
            var y = new float[Out];
            for (var i = 0; i < Out; i++)
                if (embedding[i] > 0)
                    y[i] = (slope[i] - along * embedding[i]) / norm;
            var h = new float[Hidden];
            network.AddTransposedProduct(Third, y, h);
            var g = new float[Hidden];
            TensorPrimitives.Multiply(h, slope2, g);
            network.AddTransposedProduct(Second, g, h);
            TensorPrimitives.Multiply(h, slope1, h);
            return (y, g, h);
        }
    }
}
