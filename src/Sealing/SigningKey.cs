using NSec.Cryptography;

namespace Chorus.Sealing;

/// <summary>An Ed25519 key pair (RFC 8032). Signatures are deterministic: the same message always gets the same one.</summary>
public sealed class SigningKey : IDisposable
{
    /// <summary>Bytes of a seed and of a public key.</summary>
    public const int KeyLength = 32;

    /// <summary>Bytes of a signature.</summary>
    public const int SignatureLength = 64;

    private static readonly SignatureAlgorithm s_ed25519 = SignatureAlgorithm.Ed25519;

    private readonly SecretBytes _seed;
    private readonly Key _key;

    private SigningKey(SecretBytes seed)
    {
        _seed = seed;
        _key = Key.Import(s_ed25519, seed.Span, KeyBlobFormat.RawPrivateKey);
        PublicKey = _key.PublicKey.Export(KeyBlobFormat.RawPublicKey);
    }

    /// <summary>The public half, 32 bytes.</summary>
    public byte[] PublicKey { get; }

    /// <summary>A new random key pair.</summary>
    public static SigningKey Generate() => Generate(SecureRandom.Fill);

    internal static SigningKey Generate(RandomFill random) => new(SecretBytes.Random(KeyLength, random));

    /// <summary>The key pair of a 32-byte seed.</summary>
    public static SigningKey FromSeed(ReadOnlySpan<byte> seed) =>
        seed.Length == KeyLength
            ? new(new SecretBytes(seed))
            : throw new ArgumentException("an Ed25519 seed is 32 bytes", nameof(seed));

    /// <summary>Whether <paramref name="signature"/> is one of <paramref name="message"/> by <paramref name="publicKey"/>; false also for keys and signatures of a wrong length.</summary>
    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        publicKey.Length == KeyLength
        && signature.Length == SignatureLength
        && NSec.Cryptography.PublicKey.TryImport(s_ed25519, publicKey, KeyBlobFormat.RawPublicKey, out var key)
        && s_ed25519.Verify(key!, message, signature);

    /// <summary>The 64-byte signature of <paramref name="message"/>.</summary>
    public byte[] Sign(ReadOnlySpan<byte> message) => s_ed25519.Sign(_key, message);

    /// <summary>The seed, for a file that only its owner reads. The caller erases it.</summary>
    public byte[] ExportSeed() => _seed.Span.ToArray();

    /// <summary>Names the public half only.</summary>
    public override string ToString() => $"signing key {Base64UrlText.Encode(PublicKey)}";

    public void Dispose()
    {
        _key.Dispose();
        _seed.Dispose();
    }
}
