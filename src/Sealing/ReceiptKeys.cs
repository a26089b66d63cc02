namespace Chorus.Sealing;

/// <summary>The keys that a receipt gives (docs/formats/receipt.md).</summary>
public sealed class ReceiptKeys : IDisposable
{
    private static readonly byte[] s_lookup = Label.Of("chorus/v1/receipt-lookup");
    private static readonly byte[] s_signing = Label.Of("chorus/v1/receipt-sign");
    private static readonly byte[] s_box = Label.Of("chorus/v1/receipt-box");

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
        if (seed.Length != 32)
        {
            throw new ArgumentException("a receipt's seed is 32 bytes", nameof(seed));
        }

        Span<byte> derived = stackalloc byte[32];
        Hkdf.Derive(seed, s_signing, derived);
        var signing = SigningKey.FromSeed(derived);
        Hkdf.Derive(seed, s_box, derived);
        var box = BoxKey.FromPrivate(derived);
        Digest.Erase(derived);
        return new(Hkdf.Derive(seed, s_lookup, 16), signing, box);
    }

    /// <summary>Names the family only.</summary>
    public override string ToString() => $"family {Base64UrlText.Encode(Signing.PublicKey)}";

    public void Dispose()
    {
        Signing.Dispose();
        Box.Dispose();
    }
}
