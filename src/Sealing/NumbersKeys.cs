using System.Security.Cryptography;
using System.Text;

namespace Chorus.Sealing;

/// <summary>
/// What 28 digits give: a look-up id, a signing key and a box key, each under a label that begins with what the digits are for
/// (docs/formats/receipt.md, docs/formats/case-letter.md). So what the same digits give for one purpose tells nothing of another.
/// </summary>
/// <param name="purpose"><c>receipt</c> or <c>letters</c>.</param>
internal sealed class NumbersKeys(string purpose)
{
    private const int Iterations = 600_000;
    private const int SeedLength = 32;
    private const int DeploymentLength = 16;
    private const int LookupLength = 16;

    private readonly byte[] _salt = Label.Of($"chorus/v1/{purpose}");
    private readonly byte[] _lookup = Label.Of($"chorus/v1/{purpose}-lookup");
    private readonly byte[] _signing = Label.Of($"chorus/v1/{purpose}-sign");
    private readonly byte[] _box = Label.Of($"chorus/v1/{purpose}-box");

    /// <summary>32 bytes that only whoever has the digits comes to. Takes some tenths of a second, on purpose.</summary>
    public byte[] Seed(string digits, ReadOnlySpan<byte> deployment)
    {
        if (deployment.Length != DeploymentLength)
        {
            throw new ArgumentException("a deployment id is 16 bytes", nameof(deployment));
        }

        byte[] salt = [.. _salt, .. deployment];
        return Rfc2898DeriveBytes.Pbkdf2(Encoding.ASCII.GetBytes(digits), salt, Iterations, HashAlgorithmName.SHA256, SeedLength);
    }

    /// <summary>The keys of a seed.</summary>
    public (byte[] Lookup, SigningKey Signing, BoxKey Box) Of(ReadOnlySpan<byte> seed)
    {
        if (seed.Length != SeedLength)
        {
            throw new ArgumentException("a seed is 32 bytes", nameof(seed));
        }

        Span<byte> derived = stackalloc byte[32];
        Hkdf.Derive(seed, _signing, derived);
        var signing = SigningKey.FromSeed(derived);
        Hkdf.Derive(seed, _box, derived);
        var box = BoxKey.FromPrivate(derived);
        Digest.Erase(derived);
        return (Hkdf.Derive(seed, _lookup, LookupLength), signing, box);
    }
}
