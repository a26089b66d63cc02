using System.Buffers.Binary;
using Chorus.Sealing;

namespace Chorus.Escrow.Depositing;

/// <summary>A report's random 16-byte name, the same through all its versions. Ordered as its bytes are.</summary>
public readonly record struct Handle : IComparable<Handle>
{
    /// <summary>Bytes of a handle.</summary>
    public const int Length = 16;

    private readonly UInt128 _value;

    /// <summary>The handle of these 16 bytes.</summary>
    public Handle(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
        {
            throw new MalformedException("a handle is 16 bytes");
        }

        _value = BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    public static bool operator <(Handle left, Handle right) => left.CompareTo(right) < 0;

    public static bool operator >(Handle left, Handle right) => left.CompareTo(right) > 0;

    public static bool operator <=(Handle left, Handle right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Handle left, Handle right) => left.CompareTo(right) >= 0;

    /// <summary>A new random handle.</summary>
    public static Handle New() => New(SecureRandom.Fill);

    /// <summary>Reads the base64url of JSON.</summary>
    public static Handle Parse(string text) => new(Base64UrlText.Decode(text, Length, "a handle"));

    /// <summary>The 16 bytes.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, _value);
        return bytes;
    }

    /// <summary>Writes the 16 bytes.</summary>
    public void CopyTo(Span<byte> target) => BinaryPrimitives.WriteUInt128BigEndian(target, _value);

    public int CompareTo(Handle other) => _value.CompareTo(other._value);

    /// <summary>base64url, as in JSON.</summary>
    public override string ToString() => Base64UrlText.Encode(ToArray());

    internal static Handle New(RandomFill random)
    {
        Span<byte> bytes = stackalloc byte[Length];
        random(bytes);
        return new(bytes);
    }
}
