using System.Runtime.InteropServices;

namespace Chorus.Sealing;

/// <summary>
/// Ed25519 (RFC 8032) by libsodium, which NSec brings along; called without NSec's key types for the reason given at
/// <see cref="X25519"/>. Verification refuses keys and points of small order and scalars that are not reduced.
/// </summary>
internal static partial class Ed25519
{
    internal const int SeedLength = 32;
    internal const int PublicLength = 32;
    internal const int SignatureLength = 64;

    /// <summary>What libsodium signs with: the seed, then the public key.</summary>
    internal const int SigningLength = SeedLength + PublicLength;

    static Ed25519()
    {
        // Chooses the fastest implementation for this processor; may be called any number of times.
        if (sodium_init() < 0)
        {
            throw new PlatformNotSupportedException("libsodium could not be initialised");
        }
    }

    internal static void KeyPair(ReadOnlySpan<byte> seed, Span<byte> publicKey, Span<byte> signingKey)
    {
        Require(seed, SeedLength);
        Require(publicKey, PublicLength);
        Require(signingKey, SigningLength);
        _ = crypto_sign_ed25519_seed_keypair(publicKey, signingKey, seed);
    }

    internal static void Sign(ReadOnlySpan<byte> signingKey, ReadOnlySpan<byte> message, Span<byte> signature)
    {
        Require(signingKey, SigningLength);
        Require(signature, SignatureLength);
        _ = crypto_sign_ed25519_detached(signature, 0, message, (ulong)message.Length, signingKey);
    }

    internal static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        Require(publicKey, PublicLength);
        Require(signature, SignatureLength);
        return crypto_sign_ed25519_verify_detached(signature, message, (ulong)message.Length, publicKey) == 0;
    }

    private static void Require(ReadOnlySpan<byte> bytes, int length)
    {
        // The library reads and writes through bare pointers.
        if (bytes.Length != length)
        {
            throw new ArgumentException($"{length} bytes are needed here, not {bytes.Length}", nameof(bytes));
        }
    }

    [LibraryImport("libsodium")]
    private static partial int sodium_init();

    [LibraryImport("libsodium")]
    private static partial int crypto_sign_ed25519_seed_keypair(Span<byte> pk, Span<byte> sk, ReadOnlySpan<byte> seed);

    // The second argument receives the signature's length, which is always 64; a null pointer leaves it out.
    [LibraryImport("libsodium")]
    private static partial int crypto_sign_ed25519_detached(Span<byte> sig, nint siglen, ReadOnlySpan<byte> m, ulong mlen, ReadOnlySpan<byte> sk);

    [LibraryImport("libsodium")]
    private static partial int crypto_sign_ed25519_verify_detached(ReadOnlySpan<byte> sig, ReadOnlySpan<byte> m, ulong mlen, ReadOnlySpan<byte> pk);
}
