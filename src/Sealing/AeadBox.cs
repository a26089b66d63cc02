using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Chorus.Sealing;

/// <summary>
/// AES-256-GCM under a key that its holder keeps: rows at rest, keys in files. A box is
/// <c>nonce(12) || ciphertext || tag(16)</c> with a random nonce, good for 2^32 boxes a key (NIST SP 800-38D, 8.3).
/// </summary>
public static class AeadBox
{
    /// <summary>Bytes of a key.</summary>
    public const int KeyLength = 32;

    /// <summary>Bytes that sealing adds.</summary>
    public const int Overhead = NonceLength + TagLength;

    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <summary>Seals <paramref name="plaintext"/>, bound to <paramref name="aad"/>.</summary>
    public static byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> aad, ReadOnlySpan<byte> plaintext) =>
        Seal(key, aad, plaintext, SecureRandom.Fill);

    internal static byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> aad, ReadOnlySpan<byte> plaintext, RandomFill random)
    {
        RequireKey(key);
        var box = new byte[Overhead + plaintext.Length];
        var nonce = box.AsSpan(0, NonceLength);
        random(nonce);
        using var gcm = new AesGcm(key, TagLength);
        gcm.Encrypt(nonce, plaintext, box.AsSpan(NonceLength, plaintext.Length), box.AsSpan(^TagLength), aad);
        return box;
    }

    /// <summary>Opens a box; false where it was changed, or made under another key or for another use.</summary>
    public static bool TryOpen(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> aad, ReadOnlySpan<byte> box, [NotNullWhen(true)] out byte[]? plaintext)
    {
        RequireKey(key);
        plaintext = null;
        if (box.Length < Overhead)
        {
            return false;
        }

        var opened = new byte[box.Length - Overhead];
        using var gcm = new AesGcm(key, TagLength);
        try
        {
            gcm.Decrypt(box[..NonceLength], box[NonceLength..^TagLength], box[^TagLength..], opened, aad);
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }

        plaintext = opened;
        return true;
    }

    private static void RequireKey(ReadOnlySpan<byte> key)
    {
        if (key.Length != KeyLength)
        {
            throw new ArgumentException("an AES-256 key is 32 bytes", nameof(key));
        }
    }
}
