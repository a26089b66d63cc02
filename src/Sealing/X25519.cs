using System.Runtime.InteropServices;

namespace Chorus.Sealing;

/// <summary>
/// X25519 (RFC 7748) by libsodium, which NSec brings along. Called without NSec's key types because those put each
/// key and each shared secret into guarded pages of their own: some twenty system calls for a key that lives for
/// microseconds, which cost more than the curve itself (docs/adr/0015-x25519-by-libsodium.md). Callers keep secrets on
/// the stack and erase them.
/// </summary>
internal static partial class X25519
{
    internal const int Length = 32;

    static X25519()
    {
        // Chooses the fastest implementation for this processor; may be called any number of times.
        if (sodium_init() < 0)
        {
            throw new PlatformNotSupportedException("libsodium could not be initialised");
        }
    }

    internal static void PublicKey(ReadOnlySpan<byte> privateKey, Span<byte> publicKey)
    {
        RequireLength(privateKey, publicKey);
        _ = crypto_scalarmult_curve25519_base(publicKey, privateKey);
    }

    /// <summary>
    /// The shared point; false where it is zero, that is for a peer of small order, as RFC 9180, section 7.1.4 demands.
    /// </summary>
    internal static bool Agree(ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> peer, Span<byte> shared)
    {
        RequireLength(privateKey, peer);
        RequireLength(privateKey, shared);
        return crypto_scalarmult_curve25519(shared, privateKey, peer) == 0;
    }

    private static void RequireLength(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        // The library reads and writes 32 bytes through bare pointers.
        if (a.Length != Length || b.Length != Length)
        {
            throw new ArgumentException("X25519 keys are 32 bytes", nameof(a));
        }
    }

    [LibraryImport("libsodium")]
    private static partial int sodium_init();

    [LibraryImport("libsodium")]
    private static partial int crypto_scalarmult_curve25519(Span<byte> q, ReadOnlySpan<byte> n, ReadOnlySpan<byte> p);

    [LibraryImport("libsodium")]
    private static partial int crypto_scalarmult_curve25519_base(Span<byte> q, ReadOnlySpan<byte> n);
}
