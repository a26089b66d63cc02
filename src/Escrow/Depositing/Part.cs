using System.Buffers.Binary;
using System.Diagnostics;
using Chorus.Sealing;

namespace Chorus.Escrow.Depositing;

/// <summary>
/// One of the three XOR parts of a report's escrow key, quorum and fingerprints, and 16 random bytes of its own: 81 bytes.
/// Any one, and the two that a single trustee holds, are independent of what they share; all three give it. The bytes of
/// its own are shared with nothing: they keep the commitment to the part hiding after a release, which tells the site the
/// parts of the escrow key. Prints nothing.
/// </summary>
[DebuggerDisplay("[secret]")]
public sealed class Part : IDisposable
{
    /// <summary>Bytes of a part.</summary>
    public const int Length = SharedLength + BlindLength;

    /// <summary>Bytes of the escrow key and of its part.</summary>
    public const int EscrowLength = 32;

    /// <summary>Fingerprint slots of a report.</summary>
    public const int SlotCount = 4;

    private const int SharedLength = EscrowLength + 1 + (SlotCount * 8);
    private const int BlindLength = 16;

    private readonly SecretBytes _bytes;

    private Part(SecretBytes bytes) => _bytes = bytes;

    /// <summary>The 81 bytes.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.Span;

    /// <summary>The part of the escrow key.</summary>
    public ReadOnlySpan<byte> Escrow => Bytes[..EscrowLength];

    /// <summary>The part of the quorum code, 0 to 7.</summary>
    public byte QuorumCode => Bytes[EscrowLength];

    /// <summary>Reads a part.</summary>
    /// <exception cref="MalformedException">another length, or a quorum byte above 7.</exception>
    public static Part Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
        {
            throw new MalformedException($"a part has {Length} bytes, not {bytes.Length}");
        }

        // Three bits only: so the XOR of three parts is a valid code whatever the parts are.
        return bytes[EscrowLength] <= Quorum.Most
            ? new(new SecretBytes(bytes))
            : throw new MalformedException("a part's quorum byte is above 7");
    }

    /// <summary>Splits into three parts, the first two random.</summary>
    /// <param name="escrow">the escrow key, 32 bytes.</param>
    /// <param name="quorum">the quorum.</param>
    /// <param name="fingerprints">four, in order of slot.</param>
    public static Part[] Split(ReadOnlySpan<byte> escrow, Quorum quorum, ReadOnlySpan<ulong> fingerprints) =>
        Split(escrow, quorum, fingerprints, SecureRandom.Fill);

    /// <summary>The values that three parts share.</summary>
    public static SharedValues Join(Part part0, Part part1, Part part2)
    {
        var fingerprints = new ulong[SlotCount];
        for (var slot = 0; slot < SlotCount; slot++)
        {
            fingerprints[slot] = part0.Fingerprint(slot) ^ part1.Fingerprint(slot) ^ part2.Fingerprint(slot);
        }

        var quorum = Quorum.FromCode(part0.QuorumCode ^ part1.QuorumCode ^ part2.QuorumCode);
        return new(JoinEscrow(part0.Escrow, part1.Escrow, part2.Escrow), quorum, fingerprints);
    }

    /// <summary>The part of the fingerprint in a slot (0 to 3).</summary>
    public ulong Fingerprint(int slot) => BinaryPrimitives.ReadUInt64BigEndian(Bytes.Slice(EscrowLength + 1 + (slot * 8), 8));

    /// <summary>Always <c>[secret]</c>.</summary>
    public override string ToString() => "[secret]";

    public void Dispose() => _bytes.Dispose();

    internal static Part[] Split(ReadOnlySpan<byte> escrow, Quorum quorum, ReadOnlySpan<ulong> fingerprints, RandomFill random)
    {
        if (escrow.Length != EscrowLength || fingerprints.Length != SlotCount)
        {
            throw new ArgumentException("an escrow key has 32 bytes and a report four slots", nameof(escrow));
        }

        Span<byte> whole = stackalloc byte[Length];
        Span<byte> part0 = stackalloc byte[Length];
        Span<byte> part1 = stackalloc byte[Length];
        random(part0);
        random(part1);
        part0[EscrowLength] &= Quorum.Most;
        part1[EscrowLength] &= Quorum.Most;

        escrow.CopyTo(whole);
        whole[EscrowLength] = quorum.Code;
        for (var slot = 0; slot < SlotCount; slot++)
        {
            BinaryPrimitives.WriteUInt64BigEndian(whole[(EscrowLength + 1 + (slot * 8))..], fingerprints[slot]);
        }

        for (var i = 0; i < SharedLength; i++)
        {
            whole[i] ^= (byte)(part0[i] ^ part1[i]);
        }

        random(whole[SharedLength..]);

        Part[] parts = [new(new SecretBytes(part0)), new(new SecretBytes(part1)), new(new SecretBytes(whole))];
        Digest.Erase(whole);
        Digest.Erase(part0);
        Digest.Erase(part1);
        return parts;
    }

    internal static SecretBytes JoinEscrow(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, ReadOnlySpan<byte> c)
    {
        Span<byte> key = stackalloc byte[EscrowLength];
        for (var i = 0; i < EscrowLength; i++)
        {
            key[i] = (byte)(a[i] ^ b[i] ^ c[i]);
        }

        var secret = new SecretBytes(key);
        Digest.Erase(key);
        return secret;
    }
}

/// <summary>What the three parts of a report share.</summary>
/// <param name="Escrow">the escrow key.</param>
/// <param name="Quorum">the quorum.</param>
/// <param name="Fingerprints">four, in order of slot.</param>
public sealed record SharedValues(SecretBytes Escrow, Quorum Quorum, IReadOnlyList<ulong> Fingerprints)
{
    /// <summary>Always <c>[secret]</c>.</summary>
    public override string ToString() => "[secret]";
}
