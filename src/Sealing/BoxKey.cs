namespace Chorus.Sealing;

/// <summary>An X25519 key pair to which HPKE messages are sealed.</summary>
public sealed class BoxKey : IDisposable
{
    /// <summary>Bytes of a private and of a public key.</summary>
    public const int KeyLength = X25519.Length;

    private readonly SecretBytes _private;

    private BoxKey(SecretBytes privateKey)
    {
        _private = privateKey;
        PublicKey = new byte[KeyLength];
        X25519.PublicKey(privateKey.Span, PublicKey);
    }

    /// <summary>The public half, 32 bytes.</summary>
    public byte[] PublicKey { get; }

    /// <summary>A new random key pair.</summary>
    public static BoxKey Generate() => Generate(SecureRandom.Fill);

    internal static BoxKey Generate(RandomFill random) => new(SecretBytes.Random(KeyLength, random));

    /// <summary>The key pair of a 32-byte private key.</summary>
    public static BoxKey FromPrivate(ReadOnlySpan<byte> privateKey) =>
        privateKey.Length == KeyLength
            ? new(new SecretBytes(privateKey))
            : throw new ArgumentException("an X25519 private key is 32 bytes", nameof(privateKey));

    /// <summary>Whether something can be sealed to a public key: it is none of the few with which every agreement comes to the same.</summary>
    /// <param name="publicKey">32 bytes.</param>
    public static bool IsUsable(ReadOnlySpan<byte> publicKey)
    {
        using var other = Generate();
        Span<byte> shared = stackalloc byte[KeyLength];
        return other.Agree(publicKey, shared);
    }

    /// <summary>The private half, for a file that only its owner reads. The caller erases it.</summary>
    public byte[] ExportPrivate() => _private.Span.ToArray();

    internal bool Agree(ReadOnlySpan<byte> peer, Span<byte> shared) => X25519.Agree(_private.Span, peer, shared);

    /// <summary>Names the public half only.</summary>
    public override string ToString() => $"box key {Base64UrlText.Encode(PublicKey)}";

    public void Dispose() => _private.Dispose();
}
