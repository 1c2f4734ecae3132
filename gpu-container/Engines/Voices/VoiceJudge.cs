using System.Numerics.Tensors;
using Avatar.Engines.Audio;

namespace Avatar.Engines.Voices;

/// <summary>What listeners would note of a cloned voice.</summary>
/// <param name="Similarity">The cosine of the speaker embeddings of what is said and of the person; the same person again scores 0.85 to 0.98.</param>
/// <param name="Quality">How good it sounds.</param>
public readonly record struct VoiceVerdict(double Similarity, QualityRating Quality);

/// <summary>Judges speech: whose voice it is, and how good it sounds. Thread-safe.</summary>
public sealed class VoiceJudge : IDisposable
{
    private readonly VoiceEars _ears = new();

    /// <summary>Judges something said.</summary>
    /// <param name="samples">Mono, -1..1.</param>
    /// <param name="sampleRateHz">Samples per second.</param>
    /// <param name="speaker">The embedding of who it should be, as in the voice's profile.</param>
    public VoiceVerdict Judge(ReadOnlySpan<float> samples, int sampleRateHz, float[] speaker)
    {
        var heard = new Resampler(sampleRateHz, VoiceEars.SampleRateHz).Resample(samples);
        var embedding = _ears.Speaker.Embed(SpeechOnly.Of(_ears.Activity, heard));
        return new VoiceVerdict(TensorPrimitives.CosineSimilarity<float>(embedding, speaker), _ears.Quality.Rate(heard));
    }

    /// <inheritdoc/>
    public void Dispose() => _ears.Dispose();
}
