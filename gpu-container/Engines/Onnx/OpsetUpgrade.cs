namespace Avatar.Engines.Onnx;

/// <summary>
/// Raises a graph to opset 20. On GPUs ONNX Runtime samples volumes (5-D GridSample) from that opset on only, and models exported by PyTorch have an older
/// one. GridSample differs in the name of its mode alone. A few other operators changed too between 16 and 20 (the axes of Reduce..., the lengths of Split):
/// where a graph uses those, ONNX Runtime refuses it when it is loaded. Fields are those of
/// https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3.
/// </summary>
internal static class OpsetUpgrade
{
    private const byte Opset = 20;
    private const byte LeastOpset = 16;

    // "linear" is two letters shorter than "bilinear". A length may be written with more bytes than it needs, so nothing has to move: these are the length 6
    // in three bytes and the word.
    private static readonly byte[] Linear = [0x86, 0x80, 0x00, .. "linear"u8];

    /// <summary>Changes an ONNX file in place where its opset is 16 to 19.</summary>
    /// <exception cref="InvalidDataException">It is no such file.</exception>
    public static void Apply(Span<byte> model)
    {
        if (!RaiseVersion(model)) return;
        for (var field = new ProtobufFields(model); field.Next();)
            if (field.Number == 7)
                RenameModes(field.Of(model));
    }

    private static bool RaiseVersion(Span<byte> model)
    {
        for (var field = new ProtobufFields(model); field.Next();)
        {
            if (field.Number != 8) continue;
            var set = field.Of(model);
            var (version, isStandard) = (-1, true);
            for (var part = new ProtobufFields(set); part.Next();)
            {
                if (part.Number == 1) isStandard = part.Length == 0;
                if (part.Number == 2) version = part.Start;
            }

            if (!isStandard || version < 0 || set[version] is < LeastOpset or >= Opset) continue;
            set[version] = Opset;
            return true;
        }

        return false;
    }

    private static void RenameModes(Span<byte> graph)
    {
        for (var field = new ProtobufFields(graph); field.Next();)
        {
            if (field.Number != 1) continue;
            var node = field.Of(graph);
            var isGridSample = false;
            for (var part = new ProtobufFields(node); part.Next();) isGridSample |= part.Number == 4 && part.Of(node).SequenceEqual("GridSample"u8);
            if (!isGridSample) continue;
            for (var part = new ProtobufFields(node); part.Next();)
                if (part.Number == 5)
                    RenameMode(part.Of(node));
        }
    }

    private static void RenameMode(Span<byte> attribute)
    {
        for (var field = new ProtobufFields(attribute); field.Next();)
        {
            if (field.Number != 4 || !field.Of(attribute).SequenceEqual("bilinear"u8)) continue;
            Linear.CopyTo(attribute[(field.Start - 1)..]);
            return;
        }
    }
}
