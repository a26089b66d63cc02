namespace Chorus.Sealing;

/// <summary>A challenge to do some work before a body is sent (docs/formats/work.md). Nothing in it is secret.</summary>
public sealed class WorkChallenge
{
    /// <summary>Bytes of an encoded challenge.</summary>
    public const int Length = HeadLength + AdmissionKey.TagLength;

    /// <summary>More is refused by every reader: nobody is to be kept busy for ever.</summary>
    public const int MostBits = 24;

    private const string TagLabel = "chorus/v1/work-challenge";
    private const int SaltLength = 16;
    private const int HeadLength = 1 + 4 + SaltLength;

    private readonly byte[] _bytes;

    private WorkChallenge(byte[] bytes, int bits, uint until, UInt128 salt) => (_bytes, Bits, Until, Salt) = (bytes, bits, until, salt);

    /// <summary>How many leading bits of the hash have to be zero, 0 to 24. 0: no proof is asked.</summary>
    public int Bits { get; }

    /// <summary>Good until so many seconds after the key was drawn.</summary>
    public uint Until { get; }

    /// <summary>What makes it different from every other.</summary>
    public UInt128 Salt { get; }

    /// <summary>The 53 bytes.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>A new challenge of a site's process.</summary>
    public static WorkChallenge Give(AdmissionKey key, int bits, uint until) => Give(key, bits, until, SecureRandom.Fill);

    /// <summary>Reads one.</summary>
    /// <exception cref="MalformedException">It has another length, or asks for more than <see cref="MostBits"/>.</exception>
    public static WorkChallenge Decode(ReadOnlySpan<byte> bytes)
    {
        var reader = new ByteReader(bytes);
        var bits = reader.U8();
        var until = reader.U32();
        var salt = reader.Bytes(SaltLength);
        reader.Bytes(AdmissionKey.TagLength);
        reader.End();
        return bits <= MostBits
            ? new WorkChallenge(bytes.ToArray(), bits, until, new UInt128(Half(salt), Half(salt[8..])))
            : throw new MalformedException($"a challenge asks for at most {MostBits} bits");

        static ulong Half(ReadOnlySpan<byte> bytes) => new ByteReader(bytes).U64();
    }

    /// <summary>Reads one from base64url.</summary>
    /// <exception cref="MalformedException">as <see cref="Decode(ReadOnlySpan{byte})"/>.</exception>
    public static WorkChallenge Decode(string? text) => Decode(Base64UrlText.Decode(text, Length, "a challenge"));

    /// <summary>Whether it was given under this key. In constant time.</summary>
    public bool IsOf(AdmissionKey key) => key.Made(TagLabel, _bytes.AsSpan(0, HeadLength), _bytes.AsSpan(HeadLength));

    /// <summary>In base64url.</summary>
    public override string ToString() => Base64UrlText.Encode(_bytes);

    internal static WorkChallenge Give(AdmissionKey key, int bits, uint until, RandomFill random)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)bits, (uint)MostBits, nameof(bits));
        var salt = new byte[SaltLength];
        random(salt);
        var head = new ByteWriter(Length).U8(bits).U32(until).Bytes(salt);
        return Decode(head.Bytes(key.Tag(TagLabel, head.Written)).Written);
    }
}
