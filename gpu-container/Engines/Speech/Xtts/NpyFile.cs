using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Avatar.Core.Errors;
using Avatar.Engines.Onnx;

namespace Avatar.Engines.Speech.Xtts;

/// <summary>Reads arrays of 32-bit floats that NumPy saved (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html).</summary>
internal static class NpyFile
{
    private const int MostHeaderBytes = 1 << 12;

    private static ReadOnlySpan<byte> Mark => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0];

    /// <summary>Reads a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="shape">The shape that it must have.</param>
    /// <returns>The values, the last axis running fastest.</returns>
    /// <exception cref="RenderFailedException">It is missing, damaged, or of another type or shape.</exception>
    public static float[] Read(GraphFile file, params int[] shape)
    {
        try
        {
            using var stream = File.OpenRead(file.Path);
            var (found, expected) = (Header(stream), Header(shape));
            if (found != expected)
                throw new RenderFailedException($"{file.Path} is not the model of this version: {expected} was expected, and it has {Printable.Of(found, 100)}: {file.Remedy}.");
            var values = new float[shape.Aggregate(1, (product, length) => product * length)];
            if (stream.Length - stream.Position != (long)values.Length * sizeof(float)) throw new InvalidDataException("it has another length than its header says");
            stream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
            return values;
        }
        catch (Exception damaged) when (damaged is IOException or InvalidDataException)
        {
            throw new RenderFailedException($"{file.Path} can't be loaded ({damaged.Message.TrimEnd('.')}): {file.Remedy}.", damaged);
        }
    }

    /// <summary>The header that NumPy writes for an array of 32-bit floats, without the spaces that fill it up.</summary>
    private static string Header(int[] shape) => $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({string.Join(", ", shape)}{(shape.Length == 1 ? "," : "")}), }}";

    private static string Header(FileStream stream)
    {
        Span<byte> start = stackalloc byte[10];
        stream.ReadExactly(start);
        var length = BinaryPrimitives.ReadUInt16LittleEndian(start[8..]);
        if (!start.StartsWith(Mark) || length > MostHeaderBytes) throw new InvalidDataException("it is no array of NumPy's format 1.0");
        var header = new byte[length];
        stream.ReadExactly(header);
        return Encoding.ASCII.GetString(header).TrimEnd();
    }
}
