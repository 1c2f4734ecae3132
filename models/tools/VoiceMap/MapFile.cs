using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Avatar.Core.Installation;
using Avatar.Engines.Voices.Cloning.Search;

namespace Avatar.VoiceMapTool;

/// <summary><c>models/speech/voice_map.f16</c>.</summary>
internal static class MapFile
{
    /// <summary>The values of the map that is there.</summary>
    public static float[] Read()
    {
        var halves = MemoryMarshal.Cast<byte, Half>(File.ReadAllBytes(ProductFiles.Model("speech", "voice_map.f16")));
        var values = new float[halves.Length];
        TensorPrimitives.ConvertToSingle(halves, values);
        return values;
    }

    /// <summary>Puts other networks into the map.</summary>
    public static void Write(IEnumerable<float[]> networks)
    {
        var halves = new List<Half>();
        foreach (var value in Read().Take(VoiceMap.SpaceValues).Concat(networks.SelectMany(network => network))) halves.Add((Half)value);
        File.WriteAllBytes(ProductFiles.PathOf("models", "speech", "voice_map.f16"), MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(halves)).ToArray());
    }
}
