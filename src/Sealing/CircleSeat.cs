namespace Chorus.Sealing;

/// <summary>Which circle, where (docs/formats/circle.md).</summary>
/// <param name="Deployment">16 bytes.</param>
/// <param name="Circle">16 bytes.</param>
public sealed record CirclePlace(byte[] Deployment, byte[] Circle);

/// <summary>The keys of a seat in a circle (docs/formats/circle.md). They tell nothing of the receipt that they come from, nor of another circle.</summary>
public sealed class CircleSeat : IDisposable
{
    private const int RootLength = 32;
    private const int IdLength = 16;

    private static readonly NumbersKeys s_numbers = new("circle");
    private static readonly byte[] s_seed = Label.Of("chorus/v1/circle-seat-seed");

    private CircleSeat(byte[] lookup, SigningKey signing, BoxKey box)
    {
        Lookup = lookup;
        Signing = signing;
        Box = box;
    }

    /// <summary>16 bytes given to the site, which finds the entries by them.</summary>
    public byte[] Lookup { get; }

    /// <summary>Signs what is said from the seat.</summary>
    public SigningKey Signing { get; }

    /// <summary>Opens what is said to the seat.</summary>
    public BoxKey Box { get; }

    /// <summary>The keys of a root, 32 bytes, in a circle with this 16-byte id.</summary>
    public static CircleSeat Of(ReadOnlySpan<byte> root, ReadOnlySpan<byte> circle)
    {
        if (root.Length != RootLength || circle.Length != IdLength)
        {
            throw new ArgumentException("a root is 32 bytes, and the id of a circle 16", nameof(root));
        }

        Span<byte> seed = stackalloc byte[RootLength];
        Hkdf.Derive(root, [.. s_seed, .. circle], seed);
        var (lookup, signing, box) = s_numbers.Of(seed);
        Digest.Erase(seed);
        return new(lookup, signing, box);
    }

    /// <summary>Names the signing key's public half only.</summary>
    public override string ToString() => $"seat {Base64UrlText.Encode(Signing.PublicKey)}";

    public void Dispose()
    {
        Signing.Dispose();
        Box.Dispose();
    }
}
