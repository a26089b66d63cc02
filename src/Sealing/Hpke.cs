using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Chorus.Sealing;

/// <summary>
/// HPKE, RFC 9180, base mode, single shot: DHKEM(X25519, HKDF-SHA256) 0x0020, HKDF-SHA256 0x0001, AES-256-GCM 0x0002.
/// A sealed message is <c>enc(32) || ciphertext || tag(16)</c>. A fresh ephemeral key for every message means that a
/// key and nonce never repeat, and that sealing the same bytes twice gives unrelated results.
/// </summary>
public static class Hpke
{
    /// <summary>Bytes that sealing adds.</summary>
    public const int Overhead = X25519.Length + TagLength;

    internal const ushort Aes128Gcm = 1;
    internal const ushort Aes256Gcm = 2;

    private const int TagLength = 16;
    private const int NonceLength = 12;

    /// <summary>Seals <paramref name="plaintext"/> to <paramref name="recipientKey"/>.</summary>
    /// <param name="recipientKey">X25519, 32 bytes.</param>
    /// <param name="info">what the message is: an encoded label.</param>
    /// <param name="aad">bytes that both sides know and that the message is bound to.</param>
    /// <param name="plaintext">what is sealed.</param>
    /// <exception cref="ArgumentException">the recipient's key is not 32 bytes, or of small order.</exception>
    public static byte[] Seal(
        ReadOnlySpan<byte> recipientKey, ReadOnlySpan<byte> info, ReadOnlySpan<byte> aad, ReadOnlySpan<byte> plaintext) =>
        Seal(recipientKey, info, aad, plaintext, SecureRandom.Fill);

    internal static byte[] Seal(
        ReadOnlySpan<byte> recipientKey, ReadOnlySpan<byte> info, ReadOnlySpan<byte> aad, ReadOnlySpan<byte> plaintext,
        RandomFill random)
    {
        Span<byte> ephemeral = stackalloc byte[X25519.Length];
        random(ephemeral);
        try
        {
            return Seal(ephemeral, recipientKey, info, aad, plaintext, Aes256Gcm);
        }
        finally
        {
            Digest.Erase(ephemeral);
        }
    }

    /// <summary>
    /// With a given ephemeral private key and AEAD: the RFC's vectors for X25519 use AES-128-GCM as well, which differs
    /// from our suite in the length of the key only.
    /// </summary>
    internal static byte[] Seal(
        ReadOnlySpan<byte> ephemeral, ReadOnlySpan<byte> recipientKey, ReadOnlySpan<byte> info,
        ReadOnlySpan<byte> aad, ReadOnlySpan<byte> plaintext, ushort aead)
    {
        var output = new byte[Overhead + plaintext.Length];
        var enc = output.AsSpan(0, X25519.Length);
        X25519.PublicKey(ephemeral, enc);

        Span<byte> dh = stackalloc byte[X25519.Length];
        Span<byte> secret = stackalloc byte[Digest.Length];
        Span<byte> keys = stackalloc byte[KeyLength(aead) + NonceLength];
        if (!X25519.Agree(ephemeral, recipientKey, dh))
        {
            throw new ArgumentException("the recipient's key is of small order", nameof(recipientKey));
        }

        HpkeKeySchedule.SharedSecret(dh, enc, recipientKey, secret);
        HpkeKeySchedule.KeyAndNonce(secret, info, aead, keys);
        using (var gcm = new AesGcm(keys[..^NonceLength], TagLength))
        {
            gcm.Encrypt(keys[^NonceLength..], plaintext, output.AsSpan(X25519.Length, plaintext.Length), output.AsSpan(^TagLength), aad);
        }

        Erase(dh, secret, keys);
        return output;
    }

    /// <summary>Opens a message; false where it was changed, or sealed to another key, label or context.</summary>
    public static bool TryOpen(
        BoxKey key, ReadOnlySpan<byte> info, ReadOnlySpan<byte> aad, ReadOnlySpan<byte> sealedBytes,
        [NotNullWhen(true)] out byte[]? plaintext) =>
        TryOpen(key, info, aad, sealedBytes, Aes256Gcm, out plaintext);

    internal static bool TryOpen(
        BoxKey key, ReadOnlySpan<byte> info, ReadOnlySpan<byte> aad, ReadOnlySpan<byte> sealedBytes, ushort aead,
        [NotNullWhen(true)] out byte[]? plaintext)
    {
        plaintext = null;
        if (sealedBytes.Length < Overhead)
        {
            return false;
        }

        var enc = sealedBytes[..X25519.Length];
        Span<byte> dh = stackalloc byte[X25519.Length];
        Span<byte> secret = stackalloc byte[Digest.Length];
        Span<byte> keys = stackalloc byte[KeyLength(aead) + NonceLength];
        if (!key.Agree(enc, dh))
        {
            return false;
        }

        HpkeKeySchedule.SharedSecret(dh, enc, key.PublicKey, secret);
        HpkeKeySchedule.KeyAndNonce(secret, info, aead, keys);
        try
        {
            var opened = new byte[sealedBytes.Length - Overhead];
            using var gcm = new AesGcm(keys[..^NonceLength], TagLength);
            gcm.Decrypt(keys[^NonceLength..], sealedBytes[X25519.Length..^TagLength], sealedBytes[^TagLength..], opened, aad);
            plaintext = opened;
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
        finally
        {
            Erase(dh, secret, keys);
        }
    }

    /// <summary>As <see cref="TryOpen(BoxKey, ReadOnlySpan{byte}, ReadOnlySpan{byte}, ReadOnlySpan{byte}, out byte[])"/>, for callers to whom a message that does not open is an error.</summary>
    /// <exception cref="SealingException"/>
    public static byte[] Open(BoxKey key, ReadOnlySpan<byte> info, ReadOnlySpan<byte> aad, ReadOnlySpan<byte> sealedBytes) =>
        TryOpen(key, info, aad, sealedBytes, out var plaintext)
            ? plaintext
            : throw new SealingException(SealingFault.Altered, "the sealed message was changed, or made for another key or another use");

    private static int KeyLength(ushort aead) => aead == Aes128Gcm ? 16 : 32;

    private static void Erase(Span<byte> a, Span<byte> b, Span<byte> c)
    {
        Digest.Erase(a);
        Digest.Erase(b);
        Digest.Erase(c);
    }
}
