using System.Buffers.Binary;

namespace Chorus.Sealing;

/// <summary>Writes the notation of docs/formats/notation.md: big-endian integers, fixed and length-prefixed bytes.</summary>
public sealed class ByteWriter(int capacity = 256)
{
    private byte[] _bytes = new byte[capacity];

    /// <summary>Bytes written so far.</summary>
    public int Length { get; private set; }

    /// <summary>What was written so far; valid until the next write.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public ByteWriter U8(int value)
    {
        Take(1)[0] = checked((byte)value);
        return this;
    }

    public ByteWriter U16(ushort value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(Take(2), value);
        return this;
    }

    public ByteWriter U32(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(Take(4), value);
        return this;
    }

    public ByteWriter U64(ulong value)
    {
        BinaryPrimitives.WriteUInt64BigEndian(Take(8), value);
        return this;
    }

    /// <summary>The bytes as they are.</summary>
    public ByteWriter Bytes(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Take(bytes.Length));
        return this;
    }

    /// <summary>A u32 length, then the bytes.</summary>
    public ByteWriter Var(ReadOnlySpan<byte> bytes) => U32((uint)bytes.Length).Bytes(bytes);

    /// <summary><see cref="Sealing.Label"/> of <paramref name="text"/>.</summary>
    public ByteWriter Label(string text) => Bytes(Sealing.Label.Of(text));

    /// <summary>A copy of what was written.</summary>
    public byte[] ToArray() => Written.ToArray();

    private Span<byte> Take(int count)
    {
        if (Length + count > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(Length + count, _bytes.Length * 2));
        }

        var span = _bytes.AsSpan(Length, count);
        Length += count;
        return span;
    }
}
