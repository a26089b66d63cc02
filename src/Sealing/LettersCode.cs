namespace Chorus.Sealing;

/// <summary>The keys of a code by which a party of a case reads and writes letters (docs/formats/case-letter.md). Other labels than a receipt's, so that one is never the other.</summary>
public sealed class LettersCode : HeldKeys
{
    private static readonly NumbersKeys s_numbers = new("letters");

    private LettersCode((byte[] Lookup, SigningKey Signing, BoxKey Box) keys)
        : base(keys)
    {
    }

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
    public static LettersCode FromSeed(ReadOnlySpan<byte> seed) => new(s_numbers.Of(seed));

    private protected override string Name => "letters";
}
