using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace Chorus.Sealing;

/// <summary>
/// That somebody spent processor time on sending one body (docs/formats/work.md): a challenge, the body's hash, and a
/// counter by which their hash begins with zero bits. It shows nothing about who did. Hashcash (Back, 2002), bound to a
/// challenge and to the body.
/// </summary>
public sealed class WorkProof
{
    /// <summary>The header that carries it.</summary>
    public const string Header = "Chorus-Work";

    /// <summary>Bytes of an encoded proof.</summary>
    public const int Length = WorkChallenge.Length + Digest.Length + sizeof(ulong);

    private const string SeedLabel = "chorus/v1/work";

    private readonly byte[] _bodyHash;

    private WorkProof(WorkChallenge challenge, byte[] bodyHash, ulong counter) => (Challenge, _bodyHash, Counter) = (challenge, bodyHash, counter);

    /// <summary>What it answers.</summary>
    public WorkChallenge Challenge { get; }

    /// <summary>What was counted up to.</summary>
    public ulong Counter { get; }

    /// <summary>Whether the hash begins with as many zero bits as the challenge asks.</summary>
    public bool IsSolved => LeadingZeros(Seed(Challenge, _bodyHash), Counter) >= Challenge.Bits;

    /// <summary>Does the work for a body: on average 2^bits hashes.</summary>
    public static WorkProof Solve(WorkChallenge challenge, ReadOnlySpan<byte> body)
    {
        var bodyHash = Digest.Sha256(body);
        var seed = Seed(challenge, bodyHash);
        var counter = 0UL;
        while (LeadingZeros(seed, counter) < challenge.Bits)
        {
            counter++;
        }
        return new WorkProof(challenge, bodyHash, counter);
    }

    /// <summary>Reads the header's value; false for what is no proof. Whether it is solved and for whom, it does not say.</summary>
    public static bool TryDecode(string? header, [NotNullWhen(true)] out WorkProof? proof)
    {
        proof = null;
        // Longer ones are refused before they are decoded.
        if (header is not { Length: <= 2 * Length } || !Base64UrlText.TryDecode(header, out var bytes) || bytes.Length != Length)
        {
            return false;
        }
        try
        {
            proof = new WorkProof(
                WorkChallenge.Decode(bytes.AsSpan(0, WorkChallenge.Length)),
                bytes.AsSpan(WorkChallenge.Length, Digest.Length).ToArray(),
                BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(WorkChallenge.Length + Digest.Length)));
            return true;
        }
        catch (MalformedException)
        {
            return false;
        }
    }

    /// <summary>Whether it was made for this body.</summary>
    public bool IsFor(ReadOnlySpan<byte> body) => Digest.FixedTimeEquals(Digest.Sha256(body), _bodyHash);

    /// <summary>The header's value.</summary>
    public override string ToString() =>
        Base64UrlText.Encode(new ByteWriter(Length).Bytes(Challenge.Bytes).Bytes(_bodyHash).U64(Counter).Written);

    private static byte[] Seed(WorkChallenge challenge, ReadOnlySpan<byte> bodyHash) =>
        Digest.Sha256(Label.Of(SeedLabel), challenge.Bytes, bodyHash);

    private static int LeadingZeros(ReadOnlySpan<byte> seed, ulong counter)
    {
        Span<byte> number = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(number, counter);
        // At most 24 bits are ever asked, so the first 64 tell.
        return BitOperations.LeadingZeroCount(BinaryPrimitives.ReadUInt64BigEndian(Digest.Sha256(seed, number)));
    }
}
