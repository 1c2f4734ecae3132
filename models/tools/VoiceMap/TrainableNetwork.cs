using Avatar.Engines.Voices.Cloning.Search;

namespace Avatar.VoiceMapTool;

/// <summary>A <see cref="VoiceNetwork"/> that learns by Adam (https://arxiv.org/abs/1412.6980) with decoupled weight decay (https://arxiv.org/abs/1711.05101).</summary>
internal sealed class TrainableNetwork
{
    private const float Decay = 1e-3f;

    private readonly float[] _mean = new float[VoiceNetwork.ValueCount];
    private readonly float[] _square = new float[VoiceNetwork.ValueCount];
    private int _steps;

    /// <summary>Learns on from these values.</summary>
    public TrainableNetwork(float[] values)
    {
        Values = values;
        Network = new VoiceNetwork(values);
    }

    /// <summary>What it has learned, in the order of the map's file.</summary>
    public float[] Values { get; }

    /// <summary>What it says now.</summary>
    public VoiceNetwork Network { get; }

    /// <summary>Moves against a slope.</summary>
    public void Step(float[] slope, float rate)
    {
        _steps++;
        var (meanScale, squareScale) = (1 - MathF.Pow(0.9f, _steps), 1 - MathF.Pow(0.999f, _steps));
        for (var i = 0; i < slope.Length; i++)
        {
            _mean[i] += 0.1f * (slope[i] - _mean[i]);
            _square[i] += 0.001f * (slope[i] * slope[i] - _square[i]);
            Values[i] -= rate * (_mean[i] / meanScale / (MathF.Sqrt(_square[i] / squareScale) + 1e-8f) + Decay * Values[i]);
        }
    }
}
