using System.Security.Cryptography;

namespace Chorus.Sealing;

/// <summary>SHA-256 (FIPS 180-4) and HMAC-SHA256 (RFC 2104).</summary>
public static class Digest
{
    /// <summary>Bytes of a SHA-256 digest.</summary>
    public const int Length = 32;

    private const int StackLimit = 1024;

    /// <summary>SHA-256 of <paramref name="data"/>.</summary>
    public static byte[] Sha256(ReadOnlySpan<byte> data) => SHA256.HashData(data);

    /// <summary>SHA-256(a || b).</summary>
    public static byte[] Sha256(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b) => Sha256(a, b, []);

    /// <summary>SHA-256(a || b || c).</summary>
    public static byte[] Sha256(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, ReadOnlySpan<byte> c)
    {
        // Small inputs are joined on the stack: one call into the library instead of five.
        var total = a.Length + b.Length + c.Length;
        if (total <= StackLimit)
        {
            Span<byte> joined = stackalloc byte[StackLimit];
            a.CopyTo(joined);
            b.CopyTo(joined[a.Length..]);
            c.CopyTo(joined[(a.Length + b.Length)..]);
            var digest = SHA256.HashData(joined[..total]);
            CryptographicOperations.ZeroMemory(joined[..total]);
            return digest;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(a);
        hash.AppendData(b);
        hash.AppendData(c);
        return hash.GetHashAndReset();
    }

    /// <summary>HMAC-SHA256 of <paramref name="data"/> under <paramref name="key"/>.</summary>
    public static byte[] HmacSha256(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data) => HMACSHA256.HashData(key, data);

    /// <summary>Whether both are the same, in time that depends on the length only.</summary>
    public static bool FixedTimeEquals(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b) =>
        CryptographicOperations.FixedTimeEquals(a, b);

    /// <summary>Overwrites <paramref name="secret"/> so that the compiler does not leave the write out.</summary>
    public static void Erase(Span<byte> secret) => CryptographicOperations.ZeroMemory(secret);
}
