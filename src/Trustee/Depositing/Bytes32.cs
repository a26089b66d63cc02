using System.Buffers.Binary;

namespace Chorus.Trustee.Depositing;

/// <summary>A hash or a public key as a value: a trustee with millions of reports keeps no array for each. Public bytes only: it is compared in whatever time that takes.</summary>
internal readonly record struct Bytes32
{
    /// <summary>Bytes.</summary>
    internal const int Length = 32;

    private readonly UInt128 _first;
    private readonly UInt128 _second;

    /// <exception cref="ArgumentException">where there are not 32 bytes.</exception>
    internal Bytes32(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
        {
            throw new ArgumentException($"32 bytes are needed, not {bytes.Length}", nameof(bytes));
        }

        _first = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        _second = BinaryPrimitives.ReadUInt128BigEndian(bytes[(Length / 2)..]);
    }

    /// <summary>Whether these are the same bytes.</summary>
    internal bool Is(ReadOnlySpan<byte> bytes) => bytes.Length == Length && this == new Bytes32(bytes);

    internal void CopyTo(Span<byte> target)
    {
        BinaryPrimitives.WriteUInt128BigEndian(target, _first);
        BinaryPrimitives.WriteUInt128BigEndian(target[(Length / 2)..], _second);
    }

    internal byte[] ToArray()
    {
        var bytes = new byte[Length];
        CopyTo(bytes);
        return bytes;
    }
}
