namespace Avatar.Engines.Onnx;

/// <summary>Reads the fields of a message of protocol buffers, one after another (https://protobuf.dev/programming-guides/encoding).</summary>
internal ref struct ProtobufFields(ReadOnlySpan<byte> message)
{
    private readonly ReadOnlySpan<byte> _message = message;
    private int _next;

    /// <summary>The field's number.</summary>
    public int Number { get; private set; }

    /// <summary>Where its value begins.</summary>
    public int Start { get; private set; }

    /// <summary>How many bytes its value has.</summary>
    public int Length { get; private set; }

    /// <summary>Its value.</summary>
    /// <param name="message">The message that is read.</param>
    public readonly Span<byte> Of(Span<byte> message) => message.Slice(Start, Length);

    /// <summary>Goes to the next field.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="InvalidDataException">The message is damaged.</exception>
    public bool Next()
    {
        if (_next == _message.Length) return false;
        var tag = Varint();
        Number = (int)(tag >> 3);
        var length = 0UL;
        if ((tag & 7) == 2) length = Varint();
        Start = _next;
        switch (tag & 7)
        {
            case 0:
                _ = Varint();
                break;
            case 1:
                length = sizeof(long);
                goto case 2;
            case 2:
                if (length > (ulong)(_message.Length - _next)) throw Damaged();
                _next += (int)length;
                break;
            case 5:
                length = sizeof(int);
                goto case 2;
            default:
                throw Damaged();
        }

        Length = _next - Start;
        return true;
    }

    private ulong Varint()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64 && _next < _message.Length; shift += 7)
        {
            var part = _message[_next++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80) return value;
        }

        throw Damaged();
    }

    private static InvalidDataException Damaged() => new("The file is no ONNX graph.");
}
