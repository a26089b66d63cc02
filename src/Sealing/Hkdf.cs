using System.Security.Cryptography;

namespace Chorus.Sealing;

/// <summary>HKDF with SHA-256 (RFC 5869).</summary>
public static class Hkdf
{
    /// <summary>HKDF(ikm, info, n) of docs/formats/notation.md: empty salt, at most 8160 bytes.</summary>
    public static byte[] Derive(ReadOnlySpan<byte> ikm, ReadOnlySpan<byte> info, int length)
    {
        var output = new byte[length];
        Derive(ikm, info, output);
        return output;
    }

    /// <summary>As <see cref="Derive(ReadOnlySpan{byte}, ReadOnlySpan{byte}, int)"/>, into <paramref name="output"/>.</summary>
    public static void Derive(ReadOnlySpan<byte> ikm, ReadOnlySpan<byte> info, Span<byte> output)
    {
        if (output.Length > Digest.Length)
        {
            HKDF.DeriveKey(HashAlgorithmName.SHA256, ikm, output, salt: [], info);
            return;
        }

        Span<byte> prk = stackalloc byte[Digest.Length];
        Extract([], ikm, prk);
        ExpandBlock(prk, info, output);
        CryptographicOperations.ZeroMemory(prk);
    }

    internal static void Extract(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> ikm, Span<byte> prk) =>
        HMACSHA256.HashData(salt, ikm, prk);

    /// <summary>
    /// HKDF-Expand for at most 32 bytes: then it is the one block HMAC(prk, info || 1), and the general routine's
    /// set-up would cost as much again. HPKE does three of these a message.
    /// </summary>
    internal static void ExpandBlock(ReadOnlySpan<byte> prk, ReadOnlySpan<byte> info, Span<byte> output)
    {
        if (output.Length > Digest.Length)
        {
            throw new ArgumentException("one block gives at most 32 bytes", nameof(output));
        }

        Span<byte> message = stackalloc byte[info.Length + 1];
        Span<byte> block = stackalloc byte[Digest.Length];
        info.CopyTo(message);
        message[^1] = 1;
        HMACSHA256.HashData(prk, message, block);
        block[..output.Length].CopyTo(output);
        CryptographicOperations.ZeroMemory(block);
    }
}
