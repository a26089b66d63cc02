namespace Chorus.Sealing;

/// <summary>Which circle, where (docs/formats/circle.md).</summary>
/// <param name="Deployment">16 bytes.</param>
/// <param name="Circle">16 bytes.</param>
public sealed record CirclePlace(byte[] Deployment, byte[] Circle);

/// <summary>The keys of a seat in a circle (docs/formats/circle.md). They tell nothing of the receipt that they come from, nor of another circle.</summary>
public sealed class CircleSeat : HeldKeys
{
    private const int RootLength = 32;
    private const int IdLength = 16;

    private static readonly NumbersKeys s_numbers = new("circle");
    private static readonly byte[] s_seed = Label.Of("chorus/v1/circle-seat-seed");

    private CircleSeat((byte[] Lookup, SigningKey Signing, BoxKey Box) keys)
        : base(keys)
    {
    }

    /// <summary>The keys of a root, 32 bytes, in a circle with this 16-byte id.</summary>
    public static CircleSeat Of(ReadOnlySpan<byte> root, ReadOnlySpan<byte> circle)
    {
        if (root.Length != RootLength || circle.Length != IdLength)
        {
            throw new ArgumentException("a root is 32 bytes, and the id of a circle 16", nameof(root));
        }

        Span<byte> seed = stackalloc byte[RootLength];
        Hkdf.Derive(root, [.. s_seed, .. circle], seed);
        var keys = s_numbers.Of(seed);
        Digest.Erase(seed);
        return new(keys);
    }

    private protected override string Name => "seat";
}
