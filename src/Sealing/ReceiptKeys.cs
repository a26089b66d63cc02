namespace Chorus.Sealing;

/// <summary>The keys that a receipt gives (docs/formats/receipt.md).</summary>
public sealed class ReceiptKeys : IDisposable
{
    internal static readonly NumbersKeys Numbers = new("receipt");

    private ReceiptKeys(byte[] lookup, SigningKey signing, BoxKey box)
    {
        Lookup = lookup;
        Signing = signing;
        Box = box;
    }

    /// <summary>16 bytes given to the site, which finds her reports by them. Tells nothing about the other two.</summary>
    public byte[] Lookup { get; }

    /// <summary>Signs statements; its public key is the family.</summary>
    public SigningKey Signing { get; }

    /// <summary>Opens her own reports for herself.</summary>
    public BoxKey Box { get; }

    /// <summary>The keys of a 32-byte seed: of <see cref="Receipt.Derive"/>, or random in <c>chorus match</c> and tests.</summary>
    public static ReceiptKeys FromSeed(ReadOnlySpan<byte> seed)
    {
        var (lookup, signing, box) = Numbers.Of(seed);
        return new(lookup, signing, box);
    }

    /// <summary>Names the family only.</summary>
    public override string ToString() => $"family {Base64UrlText.Encode(Signing.PublicKey)}";

    public void Dispose()
    {
        Signing.Dispose();
        Box.Dispose();
    }
}
