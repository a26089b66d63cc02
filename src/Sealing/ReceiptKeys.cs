namespace Chorus.Sealing;

/// <summary>The keys that a receipt gives (docs/formats/receipt.md): she signs statements, by a public key that is the family, and opens her own reports.</summary>
public sealed class ReceiptKeys : HeldKeys
{
    internal static readonly NumbersKeys Numbers = new("receipt");

    private ReceiptKeys((byte[] Lookup, SigningKey Signing, BoxKey Box) keys)
        : base(keys)
    {
    }

    /// <summary>The keys of a 32-byte seed: of <see cref="Receipt.Derive"/>, or random in <c>chorus match</c> and tests.</summary>
    public static ReceiptKeys FromSeed(ReadOnlySpan<byte> seed) => new(Numbers.Of(seed));

    private protected override string Name => "family";
}
