namespace Chorus.Sealing;

/// <summary>An Ed25519 key pair (RFC 8032). Signatures are deterministic: the same message always gets the same one.</summary>
public sealed class SigningKey : IDisposable
{
    /// <summary>Bytes of a seed and of a public key.</summary>
    public const int KeyLength = Ed25519.SeedLength;

    /// <summary>Bytes of a signature.</summary>
    public const int SignatureLength = Ed25519.SignatureLength;

    // The seed, then the public key.
    private readonly SecretBytes _key;

    private SigningKey(ReadOnlySpan<byte> seed)
    {
        Span<byte> key = stackalloc byte[Ed25519.SigningLength];
        PublicKey = new byte[KeyLength];
        Ed25519.KeyPair(seed, PublicKey, key);
        _key = new SecretBytes(key);
        Digest.Erase(key);
    }

    /// <summary>The public half, 32 bytes.</summary>
    public byte[] PublicKey { get; }

    /// <summary>A new random key pair.</summary>
    public static SigningKey Generate() => Generate(SecureRandom.Fill);

    internal static SigningKey Generate(RandomFill random)
    {
        Span<byte> seed = stackalloc byte[KeyLength];
        random(seed);
        var key = new SigningKey(seed);
        Digest.Erase(seed);
        return key;
    }

    /// <summary>The key pair of a 32-byte seed.</summary>
    public static SigningKey FromSeed(ReadOnlySpan<byte> seed) =>
        seed.Length == KeyLength
            ? new(seed)
            : throw new ArgumentException("an Ed25519 seed is 32 bytes", nameof(seed));

    /// <summary>Whether <paramref name="signature"/> is one of <paramref name="message"/> by <paramref name="publicKey"/>; false also for keys and signatures of a wrong length.</summary>
    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        publicKey.Length == KeyLength
        && signature.Length == SignatureLength
        && Ed25519.Verify(publicKey, message, signature);

    /// <summary>The 64-byte signature of <paramref name="message"/>.</summary>
    public byte[] Sign(ReadOnlySpan<byte> message)
    {
        var signature = new byte[SignatureLength];
        Ed25519.Sign(_key.Span, message, signature);
        return signature;
    }

    /// <summary>The seed, for a file that only its owner reads. The caller erases it.</summary>
    public byte[] ExportSeed() => _key.Span[..KeyLength].ToArray();

    /// <summary>Names the public half only.</summary>
    public override string ToString() => $"signing key {Base64UrlText.Encode(PublicKey)}";

    public void Dispose() => _key.Dispose();
}
