namespace Chorus.Sealing;

/// <summary>
/// A place in time for a form that the site seals (docs/formats/work.md): good from a moment on, for these answers, once.
/// Nothing in it is secret and nothing says who holds it.
/// </summary>
public sealed class WaitingTicket
{
    private const string TagLabel = "chorus/v1/waiting-ticket";
    private const int SaltLength = 16;
    private const int HeadLength = 4 + 4 + SaltLength;
    private const int Length = HeadLength + AdmissionKey.TagLength;

    private readonly byte[] _bytes;

    private WaitingTicket(byte[] bytes, uint from, uint until, UInt128 salt) => (_bytes, From, Until, Salt) = (bytes, from, until, salt);

    /// <summary>Good from so many seconds after the key was drawn.</summary>
    public uint From { get; }

    /// <summary>Good until so many seconds after the key was drawn.</summary>
    public uint Until { get; }

    /// <summary>What makes it different from every other.</summary>
    public UInt128 Salt { get; }

    /// <summary>A new ticket for answers, named by the SHA-256 of their fields.</summary>
    public static WaitingTicket Give(AdmissionKey key, uint from, uint until, ReadOnlySpan<byte> fieldsHash) =>
        Give(key, from, until, fieldsHash, SecureRandom.Fill);

    /// <summary>The ticket in a form's field, or null: it has to be one that was given under this key for these answers. In constant time.</summary>
    public static WaitingTicket? Read(string? text, AdmissionKey key, ReadOnlySpan<byte> fieldsHash)
    {
        // Longer ones are refused before they are decoded.
        if (text is not { Length: <= 2 * Length } || !Base64UrlText.TryDecode(text, out var bytes) || bytes.Length != Length)
        {
            return null;
        }
        var head = bytes.AsSpan(0, HeadLength);
        return key.Made(TagLabel, [.. head, .. fieldsHash], bytes.AsSpan(HeadLength)) ? Of(bytes) : null;
    }

    /// <summary>In base64url.</summary>
    public override string ToString() => Base64UrlText.Encode(_bytes);

    internal static WaitingTicket Give(AdmissionKey key, uint from, uint until, ReadOnlySpan<byte> fieldsHash, RandomFill random)
    {
        var salt = new byte[SaltLength];
        random(salt);
        var head = new ByteWriter(Length).U32(from).U32(until).Bytes(salt);
        return Of(head.Bytes(key.Tag(TagLabel, [.. head.Written, .. fieldsHash])).ToArray());
    }

    private static WaitingTicket Of(byte[] bytes)
    {
        var reader = new ByteReader(bytes);
        return new(bytes, reader.U32(), reader.U32(), new UInt128(reader.U64(), reader.U64()));
    }
}
