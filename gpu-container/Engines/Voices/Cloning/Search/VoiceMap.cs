using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Avatar.Core.Errors;
using Avatar.Core.Installation;

namespace Avatar.Engines.Voices.Cloning.Search;

/// <summary>
/// What is known of Kokoro's voices before one is heard, <c>models/speech/voice_map.f16</c> (float16, little-endian): the timbre halves of styles as
/// coordinates of unit spread, the ones that vary most first, and <see cref="NetworkCount"/> networks that foretell the speaker embedding of a
/// <see cref="VoicePoint"/>. Made by <c>models/tools/VoiceMap</c>. Thread-safe.
/// </summary>
internal sealed class VoiceMap
{
    /// <summary>How many networks there are; what they say is averaged.</summary>
    public const int NetworkCount = 3;

    private const int Timbre = VoicePoint.TimbreDimensions;

    private readonly float[] _mean;
    private readonly float[] _basis;
    private readonly float[] _inverse;
    private readonly VoiceNetwork[] _networks;

    /// <summary>A map of these values, in the order of the file.</summary>
    /// <exception cref="ArgumentException">There are too few or too many.</exception>
    public VoiceMap(ReadOnlySpan<float> values)
    {
        if (values.Length != ValueCount) throw new ArgumentException($"A map has {ValueCount} values, not {values.Length}.", nameof(values));
        _mean = values[..Timbre].ToArray();
        _basis = values.Slice(Timbre, Timbre * Timbre).ToArray();
        _inverse = values.Slice(Timbre + Timbre * Timbre, Timbre * Timbre).ToArray();
        _networks = new VoiceNetwork[NetworkCount];
        for (var i = 0; i < NetworkCount; i++)
            _networks[i] = new VoiceNetwork(values.Slice(SpaceValues + i * VoiceNetwork.ValueCount, VoiceNetwork.ValueCount).ToArray());
    }

    /// <summary>How many values come before the networks: mean [128], basis [128,128], its inverse [128,128].</summary>
    public static int SpaceValues => Timbre + 2 * Timbre * Timbre;

    private static int ValueCount => SpaceValues + NetworkCount * VoiceNetwork.ValueCount;

    /// <summary>Reads the map that ships.</summary>
    /// <exception cref="RenderFailedException">It is missing or damaged.</exception>
    public static VoiceMap Load()
    {
        var file = ProductFiles.Model("speech", "voice_map.f16");
        var halves = MemoryMarshal.Cast<byte, Half>(File.ReadAllBytes(file));
        var values = new float[halves.Length];
        TensorPrimitives.ConvertToSingle(halves, values);
        return values.Length == ValueCount
            ? new VoiceMap(values)
            : throw new RenderFailedException($"{file} is not the voice map of this version: restore it with 'git checkout -- models'.");
    }

    /// <summary>The timbre half of a style, 128 values, at a place in the timbre space.</summary>
    public float[] TimbreAt(ReadOnlySpan<float> place)
    {
        var timbre = (float[])_mean.Clone();
        for (var i = 0; i < place.Length; i++) TensorPrimitives.MultiplyAdd(_basis.AsSpan(i * Timbre, Timbre), place[i], timbre, timbre);
        return timbre;
    }

    /// <summary>The place of a timbre in the timbre space.</summary>
    public float[] PlaceOf(ReadOnlySpan<float> timbre)
    {
        var centred = new float[Timbre];
        TensorPrimitives.Subtract(timbre, _mean, centred);
        var place = new float[Timbre];
        for (var i = 0; i < Timbre; i++) place[i] = TensorPrimitives.Dot<float>(_inverse.AsSpan(i * Timbre, Timbre), centred);
        return place;
    }

    /// <summary>Foretells the embedding of a point: the mean of the networks, a little shorter than unit length where they disagree.</summary>
    public float[] Foretell(VoicePoint point) => Foretell(point, out _);

    /// <summary>Foretells the embedding of a point.</summary>
    /// <param name="point">The point.</param>
    /// <param name="gradient">Turns the slope of a function of the embedding into its slope along the point's dimensions.</param>
    public float[] Foretell(VoicePoint point, out Func<float[], float[]> gradient)
    {
        var passes = Array.ConvertAll(_networks, network => network.Run(point.Values));
        var embedding = new float[SpeakerEncoder.EmbeddingLength];
        foreach (var pass in passes) TensorPrimitives.Add(embedding, pass.Embedding, embedding);
        TensorPrimitives.Multiply(embedding, 1f / NetworkCount, embedding);
        gradient = slope =>
        {
            var slopes = new float[VoicePoint.Dimensions];
            foreach (var pass in passes) pass.AddSlope(slope, slopes);
            TensorPrimitives.Multiply(slopes, 1f / NetworkCount, slopes);
            return slopes;
        };
        return embedding;
    }
}
