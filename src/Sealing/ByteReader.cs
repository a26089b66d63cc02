using System.Buffers.Binary;

namespace Chorus.Sealing;

/// <summary>
/// Reads the notation of docs/formats/notation.md. Every method throws <see cref="MalformedException"/> where the
/// bytes end too early; a reader of a format ends with <see cref="End"/>, which refuses bytes left over.
/// </summary>
public ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>Bytes not read yet.</summary>
    public readonly int Remaining => _rest.Length;

    public byte U8() => Bytes(1)[0];

    public ushort U16() => BinaryPrimitives.ReadUInt16BigEndian(Bytes(2));

    public uint U32() => BinaryPrimitives.ReadUInt32BigEndian(Bytes(4));

    public ulong U64() => BinaryPrimitives.ReadUInt64BigEndian(Bytes(8));

    /// <summary>The next <paramref name="count"/> bytes, a view into the input.</summary>
    public ReadOnlySpan<byte> Bytes(int count)
    {
        if (count > _rest.Length)
        {
            throw new MalformedException($"{count - _rest.Length} bytes are missing at the end");
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    /// <summary>A u32 length of at most <paramref name="most"/>, then that many bytes.</summary>
    public ReadOnlySpan<byte> Var(int most)
    {
        var length = U32();
        return length <= (uint)most
            ? Bytes((int)length)
            : throw new MalformedException($"a length of {length} where at most {most} is allowed");
    }

    /// <summary>Reads a label and refuses any other than <paramref name="text"/>.</summary>
    public void Label(string text)
    {
        var expected = Sealing.Label.Of(text);
        if (_rest.Length < expected.Length || !_rest[..expected.Length].SequenceEqual(expected))
        {
            throw new MalformedException($"this does not start with the label {text}");
        }

        _rest = _rest[expected.Length..];
    }

    /// <summary>Refuses bytes left over.</summary>
    public readonly void End()
    {
        if (!_rest.IsEmpty)
        {
            throw new MalformedException($"{_rest.Length} bytes are left over at the end");
        }
    }
}
