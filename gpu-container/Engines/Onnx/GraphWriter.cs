using System.Runtime.InteropServices;
using System.Text;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Avatar.Engines.Onnx;

/// <summary>
/// Writes small graphs as ONNX files (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3), to try what a device can do. Numbers of fields are those of that file.
/// </summary>
/// <param name="opset">The version of the operators.</param>
internal sealed class GraphWriter(int opset)
{
    // Understood since ONNX 1.15, whose opset is 20.
    private const long IrVersion = 9;
    private const int AttributeOfInt = 2;
    private const int AttributeOfText = 3;
    private const int AttributeOfInts = 7;

    private readonly Message _graph = new Message().Text(2, "graph");

    /// <summary>Adds an input.</summary>
    public GraphWriter Input(TensorSpec tensor) => Value(11, tensor);

    /// <summary>Adds an output.</summary>
    public GraphWriter Output(TensorSpec tensor) => Value(12, tensor);

    /// <summary>Adds a constant of floats.</summary>
    public GraphWriter Constant(string name, int[] shape, params float[] values) => Constant(name, TensorElementType.Float, shape, MemoryMarshal.AsBytes<float>(values));

    /// <summary>Adds a constant of 64-bit integers.</summary>
    public GraphWriter Constant(string name, int[] shape, params long[] values) => Constant(name, TensorElementType.Int64, shape, MemoryMarshal.AsBytes<long>(values));

    /// <summary>Adds an operator.</summary>
    /// <param name="type">Its name, such as <c>Add</c>.</param>
    /// <param name="inputs">The names of its inputs.</param>
    /// <param name="outputs">The names of its outputs.</param>
    /// <param name="attributes">Its attributes: a long, a text or several longs each.</param>
    public GraphWriter Node(string type, string[] inputs, string[] outputs, params (string Name, object Value)[] attributes)
    {
        var node = new Message();
        foreach (var input in inputs) node.Text(1, input);
        foreach (var output in outputs) node.Text(2, output);
        node.Text(4, type);
        foreach (var (name, value) in attributes) node.Inner(5, Attribute(name, value));
        _graph.Inner(1, node);
        return this;
    }

    /// <summary>The file.</summary>
    public byte[] ToBytes() => new Message().Number(1, IrVersion).Inner(7, _graph).Inner(8, new Message().Text(1, "").Number(2, opset)).ToArray();

    private static Message Attribute(string name, object value)
    {
        var attribute = new Message().Text(1, name);
        switch (value)
        {
            case long number:
                return attribute.Number(3, number).Number(20, AttributeOfInt);
            case string text:
                return attribute.Text(4, text).Number(20, AttributeOfText);
            case long[] numbers:
                foreach (var number in numbers) attribute.Number(8, number);
                return attribute.Number(20, AttributeOfInts);
            default:
                throw new ArgumentException($"An attribute can't be a {value.GetType().Name}.", nameof(value));
        }
    }

    private GraphWriter Constant(string name, TensorElementType type, int[] shape, ReadOnlySpan<byte> values)
    {
        var tensor = new Message();
        foreach (var length in shape) tensor.Number(1, length);
        _graph.Inner(5, tensor.Number(2, (long)type).Text(8, name).Bytes(9, values));
        return this;
    }

    private GraphWriter Value(int field, TensorSpec tensor)
    {
        var shape = new Message();
        foreach (var length in tensor.Shape) shape.Inner(1, length < 0 ? new Message() : new Message().Number(1, length));
        var type = new Message().Inner(1, new Message().Number(1, (long)tensor.Type).Inner(2, shape));
        _graph.Inner(field, new Message().Text(1, tensor.Name).Inner(2, type));
        return this;
    }

    /// <summary>A message of protocol buffers (https://protobuf.dev/programming-guides/encoding).</summary>
    private sealed class Message
    {
        private const int Varint = 0;
        private const int LengthDelimited = 2;

        private readonly List<byte> _bytes = [];

        public Message Number(int field, long value)
        {
            Write((ulong)field << 3 | Varint);
            Write((ulong)value);
            return this;
        }

        public Message Text(int field, string text) => Bytes(field, Encoding.UTF8.GetBytes(text));

        public Message Inner(int field, Message message) => Bytes(field, CollectionsMarshal.AsSpan(message._bytes));

        public Message Bytes(int field, ReadOnlySpan<byte> bytes)
        {
            Write((ulong)field << 3 | LengthDelimited);
            Write((ulong)bytes.Length);
            _bytes.AddRange(bytes);
            return this;
        }

        public byte[] ToArray() => [.. _bytes];

        private void Write(ulong value)
        {
            for (; value >= 0x80; value >>= 7) _bytes.Add((byte)(value | 0x80));
            _bytes.Add((byte)value);
        }
    }
}
