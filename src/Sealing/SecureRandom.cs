using System.Security.Cryptography;

namespace Chorus.Sealing;

/// <summary>
/// Fills a span with random bytes. Production code passes <see cref="SecureRandom.Fill"/>; test vectors pass a
/// stream made from a seed, so that what they hold can be made again.
/// </summary>
public delegate void RandomFill(Span<byte> destination);

/// <summary>The operating system's random generator: the only source of keys, nonces, handles and shares.</summary>
public static class SecureRandom
{
    /// <summary>Fills <paramref name="destination"/> with random bytes.</summary>
    public static void Fill(Span<byte> destination) => RandomNumberGenerator.Fill(destination);

    /// <summary>A new array of <paramref name="count"/> random bytes.</summary>
    public static byte[] Bytes(int count) => RandomNumberGenerator.GetBytes(count);
}
