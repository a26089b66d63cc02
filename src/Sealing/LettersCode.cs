namespace Chorus.Sealing;

/// <summary>The keys of a code by which a party of a case reads and writes letters (docs/formats/case-letter.md). Other labels than a receipt's, so that one is never the other.</summary>
public sealed class LettersCode : IDisposable
{
    private static readonly NumbersKeys s_numbers = new("letters");

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
        if (digits.Length != Receipt.Length || !digits.All(char.IsAsciiDigit))
        {
            throw new ArgumentException("a code has 28 digits", nameof(digits));
        }

        var seed = s_numbers.Seed(digits, deployment);
        var keys = FromSeed(seed);
        Digest.Erase(seed);
        return keys;
    }

    /// <summary>The keys of a 32-byte seed: of <see cref="Derive"/>, or random in tests.</summary>
    public static LettersCode FromSeed(ReadOnlySpan<byte> seed)
    {
        var (lookup, signing, box) = s_numbers.Of(seed);
        return new(lookup, signing, box);
    }

    /// <summary>Names the signing key's public half only.</summary>
    public override string ToString() => $"letters {Base64UrlText.Encode(Signing.PublicKey)}";

    public void Dispose()
    {
        Signing.Dispose();
        Box.Dispose();
    }
}
