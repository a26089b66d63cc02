using System.Security.Cryptography;
using System.Text;

namespace Chorus.Sealing;

/// <summary>The keys of a code by which a party of a case reads and writes letters (docs/formats/case-letter.md). Other labels than a receipt's, so that one is never the other.</summary>
public sealed class LettersCode : IDisposable
{
    private const int Iterations = 600_000;

    private static readonly byte[] s_lookup = Label.Of("chorus/v1/letters-lookup");
    private static readonly byte[] s_signing = Label.Of("chorus/v1/letters-sign");
    private static readonly byte[] s_box = Label.Of("chorus/v1/letters-box");

    private LettersCode(byte[] lookup, SigningKey signing, BoxKey box)
    {
        Lookup = lookup;
        Signing = signing;
        Box = box;
    }

    /// <summary>16 bytes given to the site, which finds the letters by them.</summary>
    public byte[] Lookup { get; }

    /// <summary>Signs what the party writes.</summary>
    public SigningKey Signing { get; }

    /// <summary>Opens the party's copies.</summary>
    public BoxKey Box { get; }

    /// <summary>The keys of 28 digits in the deployment with this 16-byte id.</summary>
    /// <exception cref="ArgumentException">other than 28 digits, or an id of another length.</exception>
    public static LettersCode Derive(string digits, ReadOnlySpan<byte> deployment)
    {
        if (digits.Length != Receipt.Length || !digits.All(char.IsAsciiDigit) || deployment.Length != 16)
        {
            throw new ArgumentException("a code has 28 digits, and a deployment id 16 bytes", nameof(digits));
        }

        byte[] salt = [.. Label.Of("chorus/v1/letters"), .. deployment];
        var seed = Rfc2898DeriveBytes.Pbkdf2(Encoding.ASCII.GetBytes(digits), salt, Iterations, HashAlgorithmName.SHA256, 32);
        var keys = FromSeed(seed);
        Digest.Erase(seed);
        return keys;
    }

    /// <summary>The keys of a 32-byte seed: of <see cref="Derive"/>, or random in tests.</summary>
    public static LettersCode FromSeed(ReadOnlySpan<byte> seed)
    {
        if (seed.Length != 32)
        {
            throw new ArgumentException("a code's seed is 32 bytes", nameof(seed));
        }

        Span<byte> derived = stackalloc byte[32];
        Hkdf.Derive(seed, s_signing, derived);
        var signing = SigningKey.FromSeed(derived);
        Hkdf.Derive(seed, s_box, derived);
        var box = BoxKey.FromPrivate(derived);
        Digest.Erase(derived);
        return new(Hkdf.Derive(seed, s_lookup, 16), signing, box);
    }

    /// <summary>Names the signing key's public half only.</summary>
    public override string ToString() => $"letters {Base64UrlText.Encode(Signing.PublicKey)}";

    public void Dispose()
    {
        Signing.Dispose();
        Box.Dispose();
    }
}
