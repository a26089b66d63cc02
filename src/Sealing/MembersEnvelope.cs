namespace Chorus.Sealing;

/// <summary>
/// What members seal for members: a fresh salt and an envelope under a key of the root of the organisation's sheets (docs/formats/sheet.md,
/// docs/formats/extract.md). Each use has a label of its own, so that no key of one is ever a key of another, though all come from one root.
/// </summary>
/// <param name="label">of the use: <c>chorus/v1/sheet-key</c>.</param>
public sealed class MembersEnvelope(string label)
{
    private const int SaltLength = 16;
    private const int LargestClass = 2;

    // Header and tag of an envelope of the largest class that is taken.
    private const int Longest = SaltLength + 35 + (4096 << (2 * LargestClass)) + 16;

    private readonly byte[] _label = Label.Of(label);

    /// <summary>Whether what is sealed can have this length, one of three: all that a store can check.</summary>
    public static bool IsSealedLength(int length) => length > SaltLength && length <= Longest && Envelope.IsSealedLength(length - SaltLength);

    /// <summary>Seals a text.</summary>
    /// <param name="root">32 bytes, of the organisation's key.</param>
    /// <param name="bound">what the key is of besides: whose it is.</param>
    /// <param name="context">what the envelope is for, and where.</param>
    /// <param name="text">what is sealed.</param>
    /// <param name="random">for the salt: a key seals one envelope only, though two members may seal the same at the same moment.</param>
    public byte[] Seal(ReadOnlySpan<byte> root, ReadOnlySpan<byte> bound, EnvelopeContext context, ReadOnlySpan<byte> text, RandomFill random)
    {
        var salt = new byte[SaltLength];
        random(salt);
        var key = Key(root, salt, bound);
        var envelope = Envelope.Seal(key, context, text);
        Digest.Erase(key);
        return [.. salt, .. envelope];
    }

    /// <summary>Opens it. The caller erases the text.</summary>
    /// <exception cref="SealingException">naming the first check that failed.</exception>
    public byte[] Open(ReadOnlySpan<byte> root, ReadOnlySpan<byte> bound, EnvelopeContext context, ReadOnlySpan<byte> bytes)
    {
        if (!IsSealedLength(bytes.Length))
        {
            throw new SealingException(SealingFault.Malformed, "what members seal has one of three lengths");
        }
        var key = Key(root, bytes[..SaltLength], bound);
        var text = Envelope.Open(key, context, bytes[SaltLength..]);
        Digest.Erase(key);
        return text;
    }

    private byte[] Key(ReadOnlySpan<byte> root, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> bound) => root.Length == Envelope.KeyLength
        ? Hkdf.Derive(root, new ByteWriter(128).Bytes(_label).Bytes(salt).Bytes(bound).ToArray(), Envelope.KeyLength)
        : throw new ArgumentException("the root of sheet keys is 32 bytes", nameof(root));
}
